// SPDX-License-Identifier: Apache-2.0
#include "Backend.h"

#include <utility>
#include <vector>

namespace durus::bench {

namespace {

std::string token(std::size_t listener) {
    return "bench-token-0123456789-" + std::to_string(listener);
}

reference::BackendConfig config(const std::filesystem::path& directory, std::size_t listeners) {
    reference::BackendConfig config;
    config.database = directory / "backend.db";
    config.tls = reference::TlsFiles{directory / "server.pem", directory / "server.key"};
    for (std::size_t n = 0; n < listeners; ++n)
        config.tokens.push_back({"listener-" + std::to_string(n), token(n)});
    return config;
}

reference::Catalogue catalogue(std::size_t lectures) {
    const std::string scholar = "20000000-0000-4000-8000-000000000001";
    std::vector<reference::Listing> listings;
    for (std::size_t n = 0; n < lectures; ++n)
        listings.push_back({.id = Backend::lecture(n),
                            .slug = "lecture-" + std::to_string(n),
                            .title = "Lecture " + std::to_string(n),
                            .scholarId = scholar,
                            .publishedAt = {}});
    return {{{scholar, "scholar", "Scholar"}}, {}, std::move(listings)};
}

} // namespace

Backend::Backend(const std::filesystem::path& directory, std::size_t lectures, std::size_t listeners)
    : caFile_(directory / "ca.pem"),
      backend_(config(directory, listeners), catalogue(lectures), clock_, log_) {
    backend_.start();
}

sync::HttpEndpoint Backend::endpoint(std::size_t listener, std::uint16_t port) const {
    return {"https://127.0.0.1:" + std::to_string(port), caFile_, token(listener)};
}

std::string Backend::lecture(std::size_t number) {
    return "10000000-0000-4000-8000-" + std::to_string(100'000'000'000 + number);
}

} // namespace durus::bench
