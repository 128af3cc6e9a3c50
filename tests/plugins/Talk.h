// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/BackendCodec.h>

#include <cppunit/TestAssert.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What a backend answers.
inline durus::sync::HttpResponse answer(int status, std::string body = {},
                                        std::string type = "application/json; charset=utf-8") {
    durus::sync::HttpResponse response{status, {}, std::move(body)};
    if (!response.body.empty()) response.headers.emplace_back("Content-Type", std::move(type));
    return response;
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
