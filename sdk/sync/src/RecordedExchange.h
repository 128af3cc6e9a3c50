// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>
#include <durus/sync/Receipt.h>

#include <string>

namespace durus::sync {

/// What is remembered of answers.
struct RecordedAnswer {
    std::string body;    ///< of the last one
    std::string receipt; ///< the last header kReceiptHeader; empty = none came
};

/// Passes everything on, and remembers of the answers what is needed later.
class RecordedExchange final : public HttpExchange {
public:
    /// Both references outlive it.
    RecordedExchange(HttpExchange& way, RecordedAnswer& last) : way_(way), last_(last) {}

    Result<HttpResponse> send(const HttpEndpoint& endpoint, const HttpRequest& request) override {
        auto answer = way_.send(endpoint, request);
        if (answer) {
            last_.body = answer.value().body;
            if (const auto receipt = answer.value().header(kReceiptHeader)) last_.receipt = *receipt;
        }
        return answer;
    }
    void cancel() noexcept override { way_.cancel(); }

private:
    HttpExchange& way_;
    RecordedAnswer& last_;
};

} // namespace durus::sync
