// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>

#include <string>

namespace durus::sync {

/// Passes everything on, and keeps the body of the last answer.
class RecordedExchange final : public HttpExchange {
public:
    /// Both references outlive it.
    RecordedExchange(HttpExchange& way, std::string& lastAnswer) : way_(way), lastAnswer_(lastAnswer) {}

    Result<HttpResponse> send(const HttpEndpoint& endpoint, const HttpRequest& request) override {
        auto answer = way_.send(endpoint, request);
        if (answer) lastAnswer_ = answer.value().body;
        return answer;
    }
    void cancel() noexcept override { way_.cancel(); }

private:
    HttpExchange& way_;
    std::string& lastAnswer_;
};

} // namespace durus::sync
