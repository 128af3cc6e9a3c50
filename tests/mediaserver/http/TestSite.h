// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/FileResponder.h"
#include "http/Server.h"
#include "http/WorkerPool.h"
#include "support/TempDir.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// A server on a free loopback port with a handful of routes:
///   /hello            "hello"
///   /echo (POST)      the body; at most 100,000 bytes
///   /file             1000 bytes, "0123456789" over and over, audio/mpeg, ETag "S", of 1994
///   /big              32 MiB of zeros: more than the kernel buffers for one connection
///   /twin/:name       the name
///   /open             readable for pages of any origin
///   /throws /forgets  handlers that fail
///   /worker           "worked", from a worker thread
///   /held             kept until release() or forget()
class TestSite {
public:
    using Limits = durus::mediaserver::http::ServerLimits;

    explicit TestSite(const Limits& limits = {}, const std::string& listen = "127.0.0.1:0");
    ~TestSite();

    std::uint16_t port() const { return server_.port(); }
    durus::mediaserver::http::Server& server() { return server_; }
    durus::mediaserver::http::ServerCounters counters() const { return server_.counters(); }

    /// Where /file comes from.
    const durus::test::TempDir& directory() const { return temp_; }

    /// How many requests /held holds.
    std::size_t heldCount();
    /// Answers them with "released", from the calling thread.
    void release();
    /// Drops them unanswered.
    void forget();

private:
    struct Held;

    durus::mediaserver::http::Router routes();

    durus::test::TempDir temp_;
    std::unique_ptr<Held> held_;
    durus::mediaserver::http::WorkerPool workers_;
    durus::mediaserver::http::Server server_;
};
