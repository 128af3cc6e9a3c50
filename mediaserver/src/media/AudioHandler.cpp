// SPDX-License-Identifier: Apache-2.0
#include "media/AudioHandler.h"

#include <exception>

namespace durus::mediaserver::media {

namespace {

http::Response notFound() {
    return http::Response::error(http::Status::NotFound, "There is no such recording on this box.");
}

} // namespace

http::Handler makeAudioHandler(AudioFiles& files, FileCache& cache, http::WorkerPool& pool, Log& log) {
    const http::Handler open = pool.run([&](const http::Request& request, http::Responder responder) {
        const auto name = parseAudioName(request.parameter("file"));
        try {
            const auto resource = name ? files.open(*name) : nullptr;
            if (resource) cache.put(std::string(request.parameter("file")), resource);
            responder.send(resource ? http::respondWithFile(request, *resource) : notFound());
        } catch (const std::exception& failure) {
            log.error("audio", "a stored recording cannot be served",
                      {{"file", request.parameter("file")}, {"fault", failure.what()}});
            responder.send(http::Response::error(http::Status::InternalServerError,
                                                 "The recording cannot be read; the box's log says why."));
        }
    });
    return [&cache, open](const http::Request& request, http::Responder responder) {
        if (const auto resource = cache.find(request.parameter("file")))
            responder.send(http::respondWithFile(request, *resource));
        else
            open(request, std::move(responder));
    };
}

} // namespace durus::mediaserver::media
