// SPDX-License-Identifier: Apache-2.0
#include "Subject.h"

#include "Conversation.h"
#include "Learning.h"
#include "media/AudioName.h"

#include <fstream>
#include <stdexcept>

namespace durus::conformance {

namespace {

constexpr std::chrono::seconds kReadyWithin{30};
constexpr std::size_t kFileBytes = 1'000;

std::string littleEndian(std::uint32_t number, int bytes) {
    std::string text;
    for (; bytes > 0; --bytes, number >>= 8U)
        text += static_cast<char>(number & 0xffU);
    return text;
}

Reply get(const Subject& subject, const std::string& target) {
    const Conversation said = converse(subject.port, {.request = requestBytes("GET " + target, subject.names),
                                                      .replies = 1,
                                                      .probe = {},
                                                      .probeBody = {}});
    if (said.replies.empty() || said.replies.front().status != 200)
        throw std::runtime_error(subject.name + " does not answer " + target);
    return said.replies.front();
}

} // namespace

std::string sampleFile() {
    constexpr std::size_t kHead = 44;
    std::string file = "RIFF" + littleEndian(kFileBytes - 8, 4) + "WAVEfmt " + littleEndian(16, 4) +
                       littleEndian(1, 2) + littleEndian(1, 2) + littleEndian(16'000, 4) +
                       littleEndian(32'000, 4) + littleEndian(2, 2) + littleEndian(16, 2) + "data" +
                       littleEndian(kFileBytes - kHead, 4);
    for (std::uint32_t state = 1; file.size() < kFileBytes; state = state * 1'664'525U + 1'013'904'223U)
        file += static_cast<char>(state >> 24U);
    return file;
}

// Learns what the braces stand for once the server answers.
void learn(Subject& subject) {
    subject.names["host"] = "127.0.0.1:" + std::to_string(subject.port);
    subject.names["size"] = std::to_string(kFileBytes);
    subject.names["etag"] = get(subject, "{file}").field("etag").value_or("\"none\"");
    subject.names["jsonetag"] = get(subject, "{json}").field("etag").value_or("\"none\"");
    subject.probeBody = get(subject, "{probe}").body;
}

Subject startOurs() {
    Subject ours;
    ours.name = "ours";
    ours.directory = std::make_unique<test::TempDir>();
    ours.library = std::make_unique<test::SampleLibrary>(ours.directory->path());
    ours.library->addCatalogue();
    const std::filesystem::path wav = *ours.directory / "sample.wav";
    std::ofstream(wav, std::ios::binary) << sampleFile();
    const std::string slug = ours.library->import(wav);
    const auto item = ours.library->store().library().bySlug(model::Slug{slug}, model::kLocalAccount);

    ours.process = std::make_unique<test::Process>(
        std::vector<std::string>{(test::buildDir() / "bin/durus-mediaserver").string(), "--data",
                                 ours.directory->path().string(), "--listen", "127.0.0.1:0"},
        *ours.directory / "stderr");
    const auto ready = ours.process->readLine(kReadyWithin);
    if (!ready || !ready->starts_with("ready http://"))
        throw std::runtime_error("durus-mediaserver did not get ready");
    ours.port = static_cast<std::uint16_t>(std::stoi(ready->substr(ready->rfind(':') + 1)));
    ours.names = {{"file", mediaserver::media::audioPath(*item->stored)},
                  {"json", "/api/listings/recent"},
                  {"probe", "/healthz"}};
    learn(ours);
    return ours;
}

} // namespace durus::conformance
