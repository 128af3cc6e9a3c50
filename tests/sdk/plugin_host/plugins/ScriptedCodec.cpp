// SPDX-License-Identifier: Apache-2.0
// A codec whose configuration says what it does, right or wrong.
#include <durus/abi/limits.h>
#include <durus/plugin_kit/Plugin.h>

#include <stdexcept>

namespace {

using namespace durus::plugin_kit;

durus_listing_t listing(std::string_view id, std::string_view slug) {
    durus_listing_t value{};
    value.id = borrow(id);
    value.slug = borrow(slug);
    value.title = borrow("Title");
    value.published_at_ms = DURUS_TIME_UNKNOWN;
    return value;
}

class ScriptedExchange final : public Exchange {
public:
    ScriptedExchange(std::string script, std::vector<Intent> intents)
        : script_(std::move(script)), intents_(std::move(intents)) {}

    std::optional<Request> step(const Response* answer, Results& results) override {
        if (answer == nullptr) return first();
        if (script_ == "throw") throw std::runtime_error("the codec fell over");
        if (script_ == "failure") results.failure(Outcome::Throttled, "slow down", std::chrono::seconds{60});
        if (script_ == "two failures") {
            results.failure(Outcome::Transient, "one");
            results.failure(Outcome::Transient, "two");
        }
        if (script_ == "unknown class") results.outcome(1, static_cast<Outcome>(99));
        if (script_ == "foreign intent") results.outcome(4711, Outcome::Ok);
        if (script_ == "twice") results.outcome(intents_.front().sequence, Outcome::Ok);
        if (script_ == "binary detail") results.failure(Outcome::Transient, "\xFF\xFE");
        say(results);
        if (script_ != "silent" && script_ != "failure")
            for (const Intent& intent : intents_)
                results.outcome(intent.sequence, Outcome::Ok, answer->body());
        return std::nullopt;
    }

private:
    std::optional<Request> first() const {
        if (script_ == "no request") return std::nullopt;
        Request request{"POST", "/write?x=1", {{"Content-Type", "text/plain"}}, "body"};
        if (script_ == "bad method") request.method = "CONNECT";
        if (script_ == "bad path") request.path = "/a b";
        if (script_ == "absolute path") request.path = "//elsewhere.example/a";
        if (script_ == "split path") request.path = "/a\r\nX: y";
        if (script_ == "split header") request.headers.push_back({"X", "y\r\nZ: z"});
        if (script_ == "credentials") request.headers.push_back({"authorization", "Bearer x"});
        if (script_ == "length") request.headers.push_back({"Content-LENGTH", "0"});
        if (script_ == "nameless header") request.headers.push_back({"", "x"});
        return request;
    }

    void say(Results& results) const {
        durus_remote_progress_t progress{};
        progress.listing = borrow(script_ == "nameless progress" ? "" : "listing");
        progress.position_ms = script_ == "negative progress" ? -1 : 42'000;
        progress.completed = 1;
        progress.updated_at_ms = 1000;
        results.progress(progress);
        durus_remote_favorite_t favorite{};
        favorite.listing = borrow("listing");
        favorite.favorite = 1;
        results.favorite(favorite);
        catalogue(results);
        results.cursor(script_ == "long cursor" ? std::string(DURUS_MAX_CURSOR + 1, 'c')
                                                : std::string("cursor"));
    }

    void catalogue(Results& results) const {
        results.scholar({0, borrow("scholar"), borrow("slug"), borrow("Name"), borrow("ar")});
        results.topic({0, borrow("topic"), borrow("slug"), borrow("Name")});
        const durus_audio_asset_t asset{sizeof asset,  64,    borrow("asset"), borrow("audio/a.mp3"),
                                        borrow("mp3"), 60'000};
        const durus_string_t topic = borrow("topic");
        durus_listing_t value = listing("lesson", "slug");
        value.format = script_ == "unknown format" ? 9 : DURUS_LISTING_LESSON;
        value.order_index = 3;
        value.parent = borrow("series");
        value.scholar = borrow("scholar");
        value.duration_ms = 60'000;
        value.published_at_ms = 5000;
        value.topics = &topic;
        value.topic_count = 1;
        value.asset = &asset;
        if (script_ == "path id") value.id = borrow("../../etc/passwd");
        if (script_ == "no topics") value.topics = nullptr;
        if (script_ == "binary title") value.title = borrow("\xC3");
        results.listing(value);
        results.listing(listing("bare", "bare"));
    }

    std::string script_;
    std::vector<Intent> intents_;
};

class ScriptedCodec final : public BackendCodec {
public:
    ScriptedCodec(Host, std::string_view config) : script_(config) {
        if (script_ == "refuse") throw Failure(DURUS_NOT_AUTHORIZED, "no");
    }
    Limits limits() override { return script_ == "no limits" ? Limits{0, 0} : Limits{7, 1234}; }
    bool supports(IntentKind kind) override { return kind != IntentKind::Uncompleted; }
    std::unique_ptr<Exchange> push(std::vector<Intent> intents) override {
        if (script_ == "open throws") throw std::runtime_error("no push today");
        return std::make_unique<ScriptedExchange>(script_, std::move(intents));
    }
    std::unique_ptr<Exchange> pull(std::string, std::chrono::milliseconds) override {
        return std::make_unique<ScriptedExchange>(script_, std::vector<Intent>{});
    }
    std::unique_ptr<Exchange> catalogue() override {
        return std::make_unique<ScriptedExchange>(script_, std::vector<Intent>{});
    }

private:
    std::string script_;
};

} // namespace

DURUS_EXPORT_PLUGIN("scripted-codec", "Scripted codec", "1", ScriptedCodec)
