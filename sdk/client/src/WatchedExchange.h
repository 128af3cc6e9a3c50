// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>

#include <functional>
#include <utility>

namespace durus::client {

/// Passes everything on, and tells of each answer or failure that comes.
class WatchedExchange final : public sync::HttpExchange {
public:
    WatchedExchange(sync::HttpExchange& way, std::function<void()> onAnswer)
        : way_(way), onAnswer_(std::move(onAnswer)) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override {
        auto answer = way_.send(endpoint, request);
        onAnswer_();
        return answer;
    }
    void cancel() noexcept override { way_.cancel(); }

private:
    sync::HttpExchange& way_;
    std::function<void()> onAnswer_;
};

} // namespace durus::client
