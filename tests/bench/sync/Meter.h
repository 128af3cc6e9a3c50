// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/BackendCodec.h>
#include <durus/sync/Http.h>

#include <chrono>
#include <string>
#include <vector>

namespace durus::bench {

/// Time and processor time of this thread spent in one part of the work.
struct Spent {
    std::chrono::nanoseconds wall{0};
    std::chrono::nanoseconds cpu{0};

    /// Of the work, which is run.
    template<typename Work>
    decltype(auto) on(Work&& work);
};

/// Adds what passes between its construction and its end.
class Stopwatch {
public:
    explicit Stopwatch(Spent& spent);
    ~Stopwatch();
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    Spent& spent_;
    Spent begin_;
};

template<typename Work>
decltype(auto) Spent::on(Work&& work) {
    const Stopwatch watch(*this);
    return work();
}

/// An exchange that is timed, and whose bodies are kept.
class MeteredHttp final : public sync::HttpExchange {
public:
    explicit MeteredHttp(sync::HttpExchange& http) : http_(http) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override;
    void cancel() noexcept override { http_.cancel(); }

    Spent spent;
    std::vector<sync::HttpRequest> writes; ///< every POST

private:
    sync::HttpExchange& http_;
};

/// A codec that is timed.
class MeteredCodec final : public sync::BackendCodec {
public:
    explicit MeteredCodec(sync::BackendCodec& codec) : codec_(codec) {}

    Limits limits() const override { return codec_.limits(); }
    bool supports(model::IntentKind kind) const override { return codec_.supports(kind); }
    std::unique_ptr<sync::CodecExchange> push(std::span<const model::Intent> intents) override;
    std::unique_ptr<sync::CodecExchange> pull(const std::string& cursor, WallTime now) override;
    std::unique_ptr<sync::CodecExchange> catalogue() override { return codec_.catalogue(); }

    Spent spent;

private:
    sync::BackendCodec& codec_;
};

} // namespace durus::bench
