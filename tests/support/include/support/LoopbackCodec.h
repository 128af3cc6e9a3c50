// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sync/BackendCodec.h>

#include <functional>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace durus::test {

/// Speaks to a LoopbackBackend. Thread: one at a time.
class LoopbackCodec final : public sync::BackendCodec {
public:
    Limits wanted{};
    std::set<model::IntentKind> unsupported;
    /// Put before each body: lets a test change what this codec writes.
    std::string preamble;
    /// Whether it can ask "/ready" if a 401 was meant: 401 says so, 200 that it was not.
    bool checksRejections = false;
    /// Called whenever a push is composed: what happens between reading intents and freezing them.
    std::function<void()> composing = [] {};

    Limits limits() const override { return wanted; }
    bool supports(model::IntentKind kind) const override { return !unsupported.contains(kind); }

    std::unique_ptr<sync::CodecExchange> push(std::span<const model::Intent> intents) override {
        composing();
        return std::make_unique<Push>(std::vector(intents.begin(), intents.end()), preamble);
    }
    std::unique_ptr<sync::CodecExchange> pull(const std::string& cursor, WallTime) override {
        return std::make_unique<Pull>(cursor);
    }
    std::unique_ptr<sync::CodecExchange> catalogue() override { return std::make_unique<Catalogue>(); }
    std::unique_ptr<sync::CodecExchange> rejectionCheck() override {
        return checksRejections ? std::make_unique<RejectionCheck>() : nullptr;
    }

private:
    static std::string familyName(model::IntentKind kind) {
        return std::string(model::name(model::familyOf(kind)));
    }

    static std::optional<sync::Outcome> failureOf(const sync::HttpResponse& answer) {
        using sync::OutcomeClass;
        sync::Outcome failure{.detail = answer.body};
        if (const auto after = answer.header("Retry-After"))
            failure.retryAfter = std::chrono::seconds{std::stol(std::string(*after))};
        if (answer.header("Content-Type") == "text/html")
            failure.outcome = OutcomeClass::NotBackend;
        else if (answer.status < 300)
            return std::nullopt;
        else if (answer.status == 401)
            failure.outcome = OutcomeClass::Unauthorized;
        else if (answer.status == 409)
            failure.outcome = OutcomeClass::InProgress;
        else if (answer.status == 429)
            failure.outcome = OutcomeClass::Throttled;
        else if (answer.status == 500)
            failure.outcome = OutcomeClass::SuspectedPoison;
        else
            failure.outcome = answer.status < 500 ? OutcomeClass::Permanent : OutcomeClass::Transient;
        return failure;
    }

    /// Reads the rows of a family; returns the number of the backend's last change.
    static std::string read(const std::string& family, const std::string& body,
                            sync::ExchangeResults& results) {
        std::istringstream lines(body);
        std::string change;
        std::string listing;
        std::string kind;
        std::int64_t position = 0;
        std::int64_t duration = 0;
        std::int64_t stamp = 0;
        bool completed = false;
        std::getline(lines, change);
        while (lines >> listing >> kind >> position >> duration >> stamp >> completed) {
            const WallTime at{Milliseconds{stamp}};
            if (family == "progress")
                results.progress.push_back({model::ListingId(listing),
                                            {Milliseconds{position}, Milliseconds{duration}, completed, at}});
            else
                results.favorites.push_back({model::ListingId(listing), kind == "favorite", at});
        }
        return change;
    }

    class Push final : public sync::CodecExchange {
    public:
        Push(std::vector<model::Intent> intents, std::string preamble)
            : intents_(std::move(intents)), body_(std::move(preamble)) {}

        std::optional<sync::HttpRequest> step(const sync::HttpResponse* answer) override {
            const std::string family = familyName(intents_.front().kind);
            if (!answer) return write(family);
            results_.failure = failureOf(*answer);
            if (results_.failure) return std::nullopt;
            if (!std::exchange(written_, true))
                return sync::HttpRequest{.method = "GET", .path = '/' + family, .headers = {}, .body = {}};
            read(family, answer->body, results_);
            for (const model::Intent& intent : intents_)
                results_.outcomes.push_back({.sequence = intent.sequence, .outcome = sync::OutcomeClass::Ok});
            return std::nullopt;
        }
        const sync::ExchangeResults& results() const override { return results_; }

    private:
        sync::HttpRequest write(const std::string& family) {
            for (const model::Intent& intent : intents_)
                body_ += intent.listing.str() + ' ' + std::string(model::name(intent.kind)) + ' ' +
                         std::to_string(intent.position.count()) + ' ' +
                         std::to_string(intent.duration.count()) + ' ' +
                         std::to_string(intent.occurredAt.sinceEpoch.count()) + '\n';
            return {.method = "POST", .path = '/' + family, .headers = {}, .body = body_};
        }

        std::vector<model::Intent> intents_;
        std::string body_;
        sync::ExchangeResults results_;
        bool written_ = false;
    };

    class Pull final : public sync::CodecExchange {
    public:
        explicit Pull(std::string cursor) : cursor_(std::move(cursor)) {}

        std::optional<sync::HttpRequest> step(const sync::HttpResponse* answer) override {
            if (!answer) return ask("progress");
            results_.failure = failureOf(*answer);
            if (results_.failure) return std::nullopt;
            if (!results_.cursor) {
                results_.cursor = read("progress", answer->body, results_);
                return ask("favorite");
            }
            read("favorite", answer->body, results_);
            return std::nullopt;
        }
        const sync::ExchangeResults& results() const override { return results_; }

    private:
        sync::HttpRequest ask(const std::string& family) const {
            return {.method = "GET", .path = '/' + family + "?since=" + cursor_, .headers = {}, .body = {}};
        }

        std::string cursor_;
        sync::ExchangeResults results_;
    };

    class RejectionCheck final : public sync::CodecExchange {
    public:
        std::optional<sync::HttpRequest> step(const sync::HttpResponse* answer) override {
            if (!answer)
                return sync::HttpRequest{.method = "GET", .path = "/ready", .headers = {}, .body = {}};
            results_.failure = failureOf(*answer);
            return std::nullopt;
        }
        const sync::ExchangeResults& results() const override { return results_; }

    private:
        sync::ExchangeResults results_;
    };

    /// One request per listing, until an answer has no body.
    class Catalogue final : public sync::CodecExchange {
    public:
        std::optional<sync::HttpRequest> step(const sync::HttpResponse* answer) override {
            if (answer) {
                results_.failure = failureOf(*answer);
                if (results_.failure || answer->body.empty()) return std::nullopt;
                model::Listing listing;
                listing.id = model::ListingId(answer->body);
                listing.slug = model::Slug(answer->body);
                results_.listings.push_back(listing);
            }
            return sync::HttpRequest{.method = "GET",
                                     .path = "/catalogue/" + std::to_string(results_.listings.size()),
                                     .headers = {},
                                     .body = {}};
        }
        const sync::ExchangeResults& results() const override { return results_; }

    private:
        sync::ExchangeResults results_;
    };
};

} // namespace durus::test
