// SPDX-License-Identifier: Apache-2.0
#include "Meter.h"

#include <ctime>
#include <utility>

namespace durus::bench {

namespace {

std::chrono::nanoseconds read(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

Spent soFar() {
    return {read(CLOCK_MONOTONIC), read(CLOCK_THREAD_CPUTIME_ID)};
}

class MeteredConversation final : public sync::CodecExchange {
public:
    MeteredConversation(std::unique_ptr<sync::CodecExchange> exchange, Spent& spent)
        : exchange_(std::move(exchange)), spent_(spent) {}

    std::optional<sync::HttpRequest> step(const sync::HttpResponse* answer) override {
        return spent_.on([&] { return exchange_->step(answer); });
    }
    const sync::ExchangeResults& results() const override { return exchange_->results(); }

private:
    std::unique_ptr<sync::CodecExchange> exchange_;
    Spent& spent_;
};

} // namespace

Stopwatch::Stopwatch(Spent& spent) : spent_(spent), begin_(soFar()) {}

Stopwatch::~Stopwatch() {
    const Spent end = soFar();
    spent_.wall += end.wall - begin_.wall;
    spent_.cpu += end.cpu - begin_.cpu;
}

Result<sync::HttpResponse> MeteredHttp::send(const sync::HttpEndpoint& endpoint,
                                             const sync::HttpRequest& request) {
    if (request.method == "POST") writes.push_back(request);
    return spent.on([&] { return http_.send(endpoint, request); });
}

std::unique_ptr<sync::CodecExchange> MeteredCodec::push(std::span<const model::Intent> intents) {
    return std::make_unique<MeteredConversation>(spent.on([&] { return codec_.push(intents); }), spent);
}

std::unique_ptr<sync::CodecExchange> MeteredCodec::pull(const std::string& cursor, WallTime now) {
    return std::make_unique<MeteredConversation>(spent.on([&] { return codec_.pull(cursor, now); }), spent);
}

} // namespace durus::bench
