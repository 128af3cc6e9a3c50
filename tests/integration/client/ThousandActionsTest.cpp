// SPDX-License-Identifier: Apache-2.0
#include <durus/client/Device.h>
#include <durus/client/Recorder.h>
#include <durus/client/Synchroniser.h>
#include <durus/http/HttpClient.h>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>
#include <reference/ReferenceBackend.h>
#include <support/Process.h>
#include <support/TempDir.h>

#include <algorithm>
#include <map>
#include <set>

using namespace durus;
using namespace std::chrono_literals;

namespace {

constexpr int kListingsOfOne = 59; ///< no common factor with the cycle of kinds
constexpr int kActionsOfOne = 500;
constexpr long kDurationSeconds = 100'000; ///< no position comes near the end
const model::BackendName kBackend{"home"};
const std::vector<std::string> kListeners{"amina", "bilal"};

std::string id(char first, int number) {
    std::string digits = std::to_string(number);
    return std::string(1, first) + "0000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

/// Listings of their own for each listener, so that one who got the other's would be seen.
std::string listingOf(std::size_t listener, int number) {
    return id(listener == 0 ? 'a' : 'b', number);
}

std::string tokenOf(const std::string& listener) {
    return "a-long-token-of-" + listener;
}

reference::Catalogue makeCatalogue() {
    std::vector<reference::Listing> listings;
    for (std::size_t listener = 0; listener < kListeners.size(); ++listener)
        for (int i = 0; i < kListingsOfOne; ++i) {
            const std::string slug = kListeners[listener] + std::to_string(i);
            listings.push_back({.id = listingOf(listener, i),
                                .slug = slug,
                                .title = slug,
                                .scholarId = "scholar",
                                .publishedAt = {},
                                .asset = reference::Asset{.id = "asset-" + slug,
                                                          .format = "mp3",
                                                          .mediaType = "audio/mpeg",
                                                          .durationSeconds = kDurationSeconds,
                                                          .sha256 = {},
                                                          .file = {}}});
        }
    return {{{.id = "scholar", .slug = "scholar", .name = "Scholar"}}, {}, std::move(listings)};
}

/// What a listener did last to a listing, told without the SDK.
struct Said {
    long position = -1;
    bool completed = false;
    std::optional<bool> favorite;
};

} // namespace

/// A thousand actions of two listeners of one box, three of them poisonous, while the backend is away; then
/// it answers as if they were signed out, then that they ask too often, then as it should.
class ThousandActionsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ThousandActionsTest);
    CPPUNIT_TEST(allGoodOnesArriveAndThePoisonousWait);
    CPPUNIT_TEST_SUITE_END();

    test::TempDir directory_;
    SystemClock systemClock_;
    ManualClock backendClock_{systemClock_.wall()};
    NullLog log_;
    std::unique_ptr<reference::ReferenceBackend> backend_;
    std::unique_ptr<client::Device> device_;
    std::unique_ptr<client::Synchroniser> synchroniser_;
    std::vector<std::map<std::string, Said>> said_{2};
    std::set<std::string> poisonous_;

    void startBackend() {
        const auto recipe = test::sourceDir() / "samples/reference-backend/make-certificates.sh";
        CPPUNIT_ASSERT_EQUAL(
            0, test::runProcess({"/bin/sh", recipe.string(), directory_.path().string()}).status);
        reference::BackendConfig config;
        config.database = directory_ / "backend.db";
        config.quirks = reference::Quirks::all();
        config.tls = reference::TlsFiles{directory_ / "server.pem", directory_ / "server.key"};
        for (const auto& listener : kListeners)
            config.tokens.push_back({listener, tokenOf(listener)});
        backend_ = std::make_unique<reference::ReferenceBackend>(std::move(config), makeCatalogue(),
                                                                 backendClock_, log_);
        backend_->start();
    }

    void openBox() {
        device_ = client::Device::open({.dataDirectory = directory_ / "box",
                                        .pluginDirectories = {test::buildDir() / "lib/durus/plugins"},
                                        .log = nullptr});
        auto& accounts = device_->store().accounts();
        accounts.addBackend({kBackend, "platform", backend_->url(), (directory_ / "ca.pem").string()});
        for (const auto& listener : kListeners)
            accounts.addAccount({model::AccountName(listener), kBackend}, tokenOf(listener));
        synchroniser_ = std::make_unique<client::Synchroniser>(*device_);
    }

    void act(std::size_t listener, const std::string& listing, model::PlaybackEvent::Body body) {
        CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                             device_->recorder().record({{.sequence = 0,
                                                          .session = model::SessionId("session"),
                                                          .account = model::AccountName(kListeners[listener]),
                                                          .listing = model::ListingId(listing),
                                                          .monotonic = systemClock_.monotonic(),
                                                          .wall = systemClock_.wall(),
                                                          .body = std::move(body)}}));
    }

    void actOnce(std::size_t listener, int number) {
        const std::string listing = listingOf(listener, number * 7 % kListingsOfOne);
        Said& said = said_[listener][listing];
        switch (number % 5) {
        case 0:
            said.completed = true;
            if (said.position < 0) said.position = 0;
            return act(listener, listing, model::CompletionMarked{true});
        case 1:
            said.favorite = number % 2 == 0;
            return act(listener, listing, model::FavoriteMarked{*said.favorite});
        default:
            said.position = number + 1;
            return act(listener, listing,
                       model::ProgressReported{.position = std::chrono::seconds{said.position},
                                               .duration = std::chrono::seconds{kDurationSeconds},
                                               .coverage = 0});
        }
    }

    void poison(std::size_t listener) {
        const std::string listing = id('f', static_cast<int>(poisonous_.size()));
        poisonous_.insert(listing);
        act(listener, listing, model::ProgressReported{.position = 1s, .duration = 100s, .coverage = 0});
    }

    void actAThousandTimes() {
        for (int number = 0; number < kActionsOfOne; ++number)
            for (std::size_t listener = 0; listener < kListeners.size(); ++listener)
                if (number == 100 || (number == 400 && listener == 1))
                    poison(listener);
                else
                    actOnce(listener, number);
    }

    void assertRefused(std::optional<sync::OutcomeClass> outcome = std::nullopt) {
        for (const auto& [account, report] : synchroniser_->syncNow()) {
            CPPUNIT_ASSERT_MESSAGE(account.str(), report.failure.has_value());
            if (outcome) CPPUNIT_ASSERT_MESSAGE(report.failure->detail, report.failure->outcome == *outcome);
        }
        for (const auto& listener : kListeners) {
            const model::AccountName account(listener);
            CPPUNIT_ASSERT_EQUAL(tokenOf(listener), device_->store().accounts().token(account));
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, device_->store().outbox().counts(account).quarantined);
            CPPUNIT_ASSERT(device_->store().outbox().counts(account).pending > 0);
        }
    }

    sync::HttpResponse ask(sync::HttpExchange& line, const std::string& listener,
                           const sync::HttpRequest& request) {
        return line.send({backend_->url(), (directory_ / "ca.pem").string(), tokenOf(listener)}, request)
            .value();
    }

    static sync::HttpRequest get(const std::string& path) {
        return {.method = "GET", .path = path, .headers = {}, .body = {}};
    }

    /// Other people behind the same address ask for everything a pass begins with.
    void useUpTheRate() {
        const auto line = http::makeHttpExchange();
        const sync::HttpRequest write{.method = "POST",
                                      .path = "/audio/progress/sync",
                                      .headers = {{"Content-Type", "application/json"}},
                                      .body = "{}"};
        for (const auto& request : {get("/audio/progress"), write})
            while (ask(*line, "amina", request).status != 429) {
            }
    }

    void drain() {
        constexpr int kEnough = 60;
        for (int pass = 0; pass < kEnough; ++pass) {
            bool settled = true;
            for (const auto& [account, report] : synchroniser_->syncNow()) {
                settled = settled && report.succeeded();
                if (report.failure && report.failure->outcome == sync::OutcomeClass::Throttled)
                    backendClock_.advance(*report.failure->retryAfter);
            }
            if (settled) return;
        }
        CPPUNIT_FAIL("it never settled");
    }

    Poco::JSON::Array::Ptr rows(std::size_t listener, const std::string& path) {
        backendClock_.advance(1min);
        const auto line = http::makeHttpExchange();
        return Poco::JSON::Parser()
            .parse(ask(*line, kListeners[listener], get(path)).body)
            .extract<Poco::JSON::Array::Ptr>();
    }

    void checkBackend(std::size_t listener) {
        std::map<std::string, Said> held;
        const auto progress = rows(listener, "/audio/progress");
        for (unsigned i = 0; i < progress->size(); ++i) {
            const auto row = progress->getObject(i);
            Said& said = held[row->getValue<std::string>("listingId")];
            said.position = row->getValue<long>("positionSeconds");
            said.completed = row->has("completedAt");
        }
        const auto saved = rows(listener, "/me/library/saved/delta");
        for (unsigned i = 0; i < saved->size(); ++i)
            held[saved->getObject(i)->getValue<std::string>("listingId")].favorite =
                !saved->getObject(i)->has("deletedAt");

        CPPUNIT_ASSERT_EQUAL(said_[listener].size(), held.size());
        for (const auto& [listing, said] : said_[listener]) {
            CPPUNIT_ASSERT_MESSAGE(listing, held.contains(listing));
            const Said& there = held.at(listing);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(listing, said.completed, there.completed);
            CPPUNIT_ASSERT_MESSAGE(listing, said.favorite == there.favorite);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(listing, said.position, there.position);
        }
    }

    void checkQuarantine() {
        std::set<std::string> waiting;
        for (const auto& entry : device_->store().outbox().quarantined({}, 100)) {
            waiting.insert(entry.intent.listing.str());
            CPPUNIT_ASSERT_MESSAGE(entry.lastDetail, entry.lastDetail.find("23503") != std::string::npos);
        }
        CPPUNIT_ASSERT(poisonous_ == waiting);
        for (const auto& listener : kListeners)
            CPPUNIT_ASSERT_EQUAL(std::uint64_t{0},
                                 device_->store().outbox().counts(model::AccountName(listener)).pending);
    }

public:
    void setUp() override {
        startBackend();
        openBox();
    }
    void tearDown() override {
        synchroniser_.reset();
        device_.reset();
        backend_.reset();
    }

    void allGoodOnesArriveAndThePoisonousWait() {
        backend_->stop();
        actAThousandTimes();
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, poisonous_.size());
        assertRefused(sync::OutcomeClass::Transient);

        backend_->start();
        backend_->database().setDown(true);
        assertRefused();
        assertRefused();

        backend_->database().setDown(false);
        useUpTheRate();
        assertRefused(sync::OutcomeClass::Throttled);

        backendClock_.advance(reference::RateLimit::kWindow);
        drain();
        checkQuarantine();
        for (std::size_t listener = 0; listener < kListeners.size(); ++listener)
            checkBackend(listener);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ThousandActionsTest);
