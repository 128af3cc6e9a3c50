// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/Http.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace durus::test {

/// Gives the answers it was told to give, one after the other, and remembers what it was asked. With nothing
/// left to say it is unavailable. Thread: one at a time.
class ScriptedHttpExchange final : public sync::HttpExchange {
public:
    void answer(Result<sync::HttpResponse> answer) { answers_.push_back(std::move(answer)); }
    void answer(int status, std::string body = {}, sync::HttpHeaders headers = {}) {
        answers_.emplace_back(
            sync::HttpResponse{.status = status, .headers = std::move(headers), .body = std::move(body)});
    }

    const std::vector<sync::HttpRequest>& requests() const { return requests_; }

    Result<sync::HttpResponse> send(const sync::HttpEndpoint&, const sync::HttpRequest& request) override {
        requests_.push_back(request);
        if (answers_.empty() || cancelled_) return Error(ErrorCode::Unavailable, "nobody there");
        auto next = std::move(answers_.front());
        answers_.pop_front();
        return next;
    }

    void cancel() noexcept override { cancelled_ = true; }

private:
    std::deque<Result<sync::HttpResponse>> answers_;
    std::vector<sync::HttpRequest> requests_;
    bool cancelled_ = false;
};

} // namespace durus::test
