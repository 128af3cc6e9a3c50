// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "LoadedPlugin.h"

#include <durus/core/IsoTime.h>
#include <durus/plugin_codec/PluginBackendCodec.h>

#include <cppunit/TestAssert.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The codec of the platform, as the product loads it, and the listings its tests talk about.
struct Platform {
    static inline const std::string kOne = "10000000-0000-4000-8000-000000000001";
    static inline const std::string kTwo = "10000000-0000-4000-8000-000000000002";
    static inline const std::string kThree = "20000000-0000-4000-8000-000000000003";

    static durus::model::Intent intent(std::uint64_t sequence, durus::model::IntentKind kind,
                                       const std::string& listing, const std::string& stamp,
                                       durus::Milliseconds position = {}, durus::Milliseconds duration = {}) {
        durus::model::Intent intent;
        intent.sequence = sequence;
        intent.id = durus::model::IntentId("intent-" + std::to_string(sequence));
        intent.account = durus::model::AccountName("account");
        intent.listing = durus::model::ListingId(listing);
        intent.kind = kind;
        intent.position = position;
        intent.duration = duration;
        intent.occurredAt = durus::fromIso8601(stamp).value();
        return intent;
    }

    LoadedPlugin plugin{"platform"};
    durus::plugin_codec::PluginBackendCodec codec{plugin.library};
};

/// What a backend answers.
inline durus::sync::HttpResponse answer(int status, std::string body = {},
                                        std::string type = "application/json; charset=utf-8") {
    durus::sync::HttpResponse response{status, {}, std::move(body)};
    if (!response.body.empty()) response.headers.emplace_back("Content-Type", std::move(type));
    return response;
}

/// An error in the backend's own form.
inline durus::sync::HttpResponse refusal(int status, const std::string& message) {
    return answer(status, R"({"statusCode":)" + std::to_string(status) + R"(,"message":")" + message +
                              R"(","requestId":"req-1","timestamp":"2026-11-22T12:00:00.000Z","path":"/x"})");
}

/// One exchange, stepped by hand.
class Talk {
public:
    explicit Talk(std::unique_ptr<durus::sync::CodecExchange> exchange)
        : exchange_(std::move(exchange)), request_(exchange_->step(nullptr)) {}

    /// The request that waits for an answer.
    const durus::sync::HttpRequest& request() const {
        CPPUNIT_ASSERT_MESSAGE("the exchange has finished", request_.has_value());
        return *request_;
    }
    Talk& reply(const durus::sync::HttpResponse& response) {
        CPPUNIT_ASSERT_MESSAGE("nothing was asked", request_.has_value());
        request_ = exchange_->step(&response);
        return *this;
    }
    bool finished() const { return !request_.has_value(); }
    const durus::sync::ExchangeResults& results() const { return exchange_->results(); }

    /// "class detail" of the failure; "" if there is none.
    std::string failure() const {
        const auto& failure = results().failure;
        return failure ? std::string(durus::sync::name(failure->outcome)) + ' ' + failure->detail : "";
    }
    /// The outcomes as "sequence class", by sequence.
    std::vector<std::string> outcomes() const {
        std::vector<std::string> lines;
        for (const auto& outcome : results().outcomes)
            lines.push_back(std::to_string(outcome.sequence) + ' ' +
                            std::string(durus::sync::name(outcome.outcome)));
        std::sort(lines.begin(), lines.end());
        return lines;
    }

private:
    std::unique_ptr<durus::sync::CodecExchange> exchange_;
    std::optional<durus::sync::HttpRequest> request_;
};
