// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/host.h>

#include <string>
#include <vector>

/// A host that keeps what plugins log.
struct FakeHost {
    FakeHost() : host{sizeof host, this, log, now, getExtension} {}
    FakeHost(const FakeHost&) = delete;
    FakeHost& operator=(const FakeHost&) = delete;

    static durus_status_t log(const durus_host_t* host, std::int32_t, durus_string_t message) {
        static_cast<FakeHost*>(host->context)->lines.emplace_back(message.data, message.size);
        return DURUS_OK;
    }
    static durus_status_t now(const durus_host_t*, std::int64_t* monotonicMs, std::int64_t* wallMs) {
        *monotonicMs = *wallMs = 0;
        return DURUS_OK;
    }
    static durus_status_t getExtension(const durus_host_t*, durus_string_t, const void** extension) {
        *extension = nullptr;
        return DURUS_UNSUPPORTED;
    }

    durus_host_t host;
    std::vector<std::string> lines;
};
