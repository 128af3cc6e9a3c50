// SPDX-License-Identifier: Apache-2.0
#include "TestSite.h"

#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>

namespace http = durus::mediaserver::http;

namespace {

http::Handler text(const std::string& body) {
    return [body](const http::Request&, http::Responder responder) {
        responder.send(http::Response::text(http::Status::Ok, "text/plain", body));
    };
}

http::Handler file(http::FileResource resource) {
    return [resource = std::move(resource)](const http::Request& request, http::Responder responder) {
        responder.send(http::respondWithFile(request, resource));
    };
}

void echo(const http::Request& request, http::Responder responder) {
    responder.send(http::Response::text(http::Status::Ok, "text/plain", request.body));
}

void twin(const http::Request& request, http::Responder responder) {
    responder.send(
        http::Response::text(http::Status::Ok, "text/plain", std::string(request.parameter("name"))));
}

http::ServerOptions options(const http::ServerLimits& limits, const std::string& listen) {
    http::ServerOptions result;
    result.listen = listen;
    result.limits = limits;
    return result;
}

} // namespace

struct TestSite::Held {
    std::mutex mutex;
    std::vector<http::Responder> responders;

    std::vector<http::Responder> take() {
        const std::lock_guard lock(mutex);
        return std::move(responders);
    }
};

TestSite::TestSite(const Limits& limits, const std::string& listen)
    : held_(std::make_unique<Held>()), workers_({.threads = 2, .queue = 2}),
      server_(options(limits, listen), routes()) {
    server_.start();
}

TestSite::~TestSite() {
    server_.stop();
    forget();
}

http::Router TestSite::routes() {
    std::ofstream small(temp_ / "file");
    for (int i = 0; i < 100; ++i)
        small << "0123456789";
    small.close();
    std::ofstream(temp_ / "big").close();
    std::filesystem::resize_file(temp_ / "big", 32 << 20);

    http::FileResource resource;
    resource.file = http::OpenFile::open((temp_ / "file").string());
    resource.mediaType = "audio/mpeg";
    resource.etag = "\"S\"";
    resource.lastModified = 784111777;
    http::FileResource big{http::OpenFile::open((temp_ / "big").string()), "audio/mpeg", "\"B\"", {}, {}, {}};

    http::Router router;
    router.setHostCheck([](const http::Request& request) { return request.host != "evil.example"; });
    router.get("/hello", text("hello"));
    router.post("/echo", echo, {.bodyBytes = 100'000});
    router.get("/file", file(resource));
    router.get("/big", file(big));
    router.get("/twin/:name", twin);
    router.get("/open", text("open"), {.crossOrigin = true});
    router.get("/throws", [](const http::Request&, http::Responder) { throw std::runtime_error("handler"); });
    router.get("/forgets", [](const http::Request&, http::Responder) {});
    router.get("/worker", workers_.run(text("worked")));
    router.get("/held", [held = held_.get()](const http::Request&, http::Responder responder) {
        const std::lock_guard lock(held->mutex);
        held->responders.push_back(std::move(responder));
    });
    return router;
}

std::size_t TestSite::heldCount() {
    const std::lock_guard lock(held_->mutex);
    return held_->responders.size();
}

void TestSite::release() {
    for (http::Responder& responder : held_->take())
        responder.send(http::Response::text(http::Status::Ok, "text/plain", "released"));
}

void TestSite::forget() {
    held_->take().clear();
}
