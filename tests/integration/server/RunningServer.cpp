// SPDX-License-Identifier: Apache-2.0
#include "RunningServer.h"

#include "media/AudioName.h"

#include <cppunit/TestAssert.h>

#include <fstream>
#include <iterator>

namespace durus::test {

namespace {

constexpr std::chrono::seconds kReadyWithin{30};

std::filesystem::path recording(const std::string& name) {
    return sourceDir() / "samples/library/audio" / name;
}

} // namespace

RunningServer::RunningServer(std::vector<std::string> furtherArguments) : library_(directory_.path()) {
    library_.addCatalogue();
    library_.import(recording("making-time-wrong-length.mp3"));
    slug_ = library_.import(recording("patience-2-small-steps.ogg"));
    const auto item = library_.store().library().bySlug(model::Slug{slug_}, model::kLocalAccount);
    audioPath_ = mediaserver::media::audioPath(*item->stored);
    std::ifstream file(recording("patience-2-small-steps.ogg"), std::ios::binary);
    audioBytes_.assign(std::istreambuf_iterator<char>(file), {});

    std::vector<std::string> command{program(), "--data", directory_.path().string(), "--listen",
                                     "127.0.0.1:0"};
    command.insert(command.end(), furtherArguments.begin(), furtherArguments.end());
    process_ = std::make_unique<Process>(command, directory_ / "stderr");
    const auto ready = process_->readLine(kReadyWithin);
    CPPUNIT_ASSERT_MESSAGE("the server did not get ready", ready && ready->starts_with("ready http://"));
    url_ = ready->substr(6);
}

std::uint16_t RunningServer::port() const {
    return static_cast<std::uint16_t>(std::stoi(url_.substr(url_.rfind(':') + 1)));
}

CurlReply RunningServer::get(const std::string& path, const std::vector<std::string>& arguments) const {
    return curl(url_ + path, arguments);
}

std::string RunningServer::program() {
    return (buildDir() / "bin/durus-mediaserver").string();
}

} // namespace durus::test
