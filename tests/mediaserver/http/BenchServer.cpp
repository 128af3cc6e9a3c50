// SPDX-License-Identifier: Apache-2.0
#include "http/BlobResponder.h"
#include "http/FileResponder.h"
#include "http/Server.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <string>

namespace http = durus::mediaserver::http;

namespace {

http::FileResource resource(const std::filesystem::path& path) {
    http::FileResource file;
    file.file = http::OpenFile::open(path.string());
    file.mediaType = "audio/mpeg";
    file.etag = "\"" + std::to_string(file.file->modified()) + "-" + std::to_string(file.file->size()) + "\"";
    file.lastModified = file.file->modified();
    return file;
}

http::Router routes(const std::filesystem::path& directory) {
    auto files = std::make_shared<std::map<std::string, http::FileResource, std::less<>>>();
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        if (entry.is_regular_file()) files->emplace(entry.path().filename().string(), resource(entry.path()));

    http::Blob json;
    json.bytes = std::make_shared<const std::string>("{\"items\":\"" + std::string(2000, 'x') + "\"}");
    json.mediaType = "application/json";
    json.etag = "\"bench\"";

    http::Router router;
    router.get("/audio/:file", [files](const http::Request& request, http::Responder responder) {
        const auto it = files->find(request.parameter("file"));
        if (it == files->end())
            responder.send(http::Response::error(http::Status::NotFound));
        else
            responder.send(http::respondWithFile(request, it->second));
    });
    router.get("/json", [json](const http::Request& request, http::Responder responder) {
        responder.send(http::respondWithBlob(request, json));
    });
    return router;
}

int serve(const std::string& listen, const std::filesystem::path& directory) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);

    http::ServerOptions options;
    options.listen = listen;
    http::Server server(options, routes(directory));
    server.start();
    std::printf("ready http://%s\n", server.address().c_str());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    server.stop();
    return 0;
}

} // namespace

/// Serves the files of a directory as /audio/NAME and a fixed document as /json, for measurements of the
/// server core.
int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: %s ADDR:PORT DIRECTORY\n", arguments[0]);
        return 2;
    }
    try {
        return serve(arguments[1], arguments[2]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
