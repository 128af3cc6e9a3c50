// SPDX-License-Identifier: Apache-2.0
#include "support/Box.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace durus::test {

namespace {

constexpr auto kToken = "fault-test-token-0123456789";
constexpr auto kPatience = std::chrono::seconds{60};

Poco::JSON::Object::Ptr parse(const std::string& text) {
    return Poco::JSON::Parser().parse(text).extract<Poco::JSON::Object::Ptr>();
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

Box::Box() {
    const auto certificates = (sourceDir() / "samples/reference-backend/make-certificates.sh").string();
    CPPUNIT_ASSERT_EQUAL(0, runProcess({"/bin/bash", certificates, (temp_ / "tls").string()}).status);
    startBackend();
    {
        std::ofstream(temp_ / "token") << kToken << '\n';
        std::filesystem::permissions(temp_ / "token", std::filesystem::perms::owner_read);
    }
    run({"backend", "add", "platform", "--codec", "platform", "--url", url_, "--ca",
         (temp_ / "tls/ca.pem").string()});
    run({"account", "add", "listener", "--backend", "platform", "--token-file", (temp_ / "token").string()});
    run({"catalog", "pull"});
    run({"download", "--all"});
}

void Box::startBackend() {
    stopBackend();
    backend_ = std::make_unique<Process>(
        std::vector<std::string>{
            (buildDir() / "bin/durus-reference-backend").string(), "--listen", address_, "--database",
            (temp_ / "backend.db").string(), "--library", (sourceDir() / "samples/library/audio").string(),
            "--token", std::string("listener=") + kToken, "--tls-cert", (temp_ / "tls/server.pem").string(),
            "--tls-key", (temp_ / "tls/server.key").string()},
        temp_ / "backend.log");
    const auto ready = backend_->readLine(kPatience);
    CPPUNIT_ASSERT_MESSAGE("the backend did not start: " + contents(temp_ / "backend.log"),
                           ready && ready->starts_with("ready https://"));
    url_ = ready->substr(6);
    address_ = url_.substr(8);
}

std::vector<std::string> Box::command(const std::vector<std::string>& words) const {
    std::vector<std::string> all{(buildDir() / "bin/durusctl").string(), "--data", (temp_ / "data").string(),
                                 "--json"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

Finished Box::tryRun(const std::vector<std::string>& words) const {
    return runProcess(command(words), kPatience);
}

Poco::JSON::Object::Ptr Box::run(const std::vector<std::string>& words) const {
    const auto finished = tryRun(words);
    CPPUNIT_ASSERT_EQUAL_MESSAGE("durusctl " + words.front() + ": " + finished.output, 0, finished.status);
    return parse(finished.output);
}

Poco::JSON::Object::Ptr Box::backendSays(const std::string& path) const {
    const auto answer =
        runProcess({"/usr/bin/curl", "-sS", "--fail", "--cacert", (temp_ / "tls/ca.pem").string(), "-H",
                    std::string("Authorization: Bearer ") + kToken, url_ + path});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 0, answer.status);
    return parse("{\"answer\":" + answer.output + "}");
}

std::vector<std::string> Box::lectures() const {
    const auto listings = run({"list", "--playable"})->getArray("listings");
    std::vector<std::pair<long, std::string>> found;
    for (std::size_t i = 0; i < listings->size(); ++i) {
        const auto listing = listings->getObject(static_cast<unsigned>(i));
        found.emplace_back(-listing->getValue<long>("durationMs"), listing->getValue<std::string>("slug"));
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> slugs;
    for (auto& [length, slug] : found)
        slugs.push_back(std::move(slug));
    return slugs;
}

} // namespace durus::test
