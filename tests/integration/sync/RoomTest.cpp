// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"
#include "support/Process.h"

#include <durus/core/IsoTime.h>

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>

using namespace durus;
using Poco::JSON::Object;
using std::string;

/// Two phones of the room, the box itself and a box elsewhere are one listener's: what any of them does, all
/// of them show, by way of the backend. Real programs over HTTPS.
class RoomTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(RoomTest);
    CPPUNIT_TEST(everyoneShowsTheSame);
    CPPUNIT_TEST(aPhoneThatWasAwayIsPlacedByWhenItWas);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::chrono::seconds kSoon{30};

    World world_;
    SyncBox elsewhere_{world_, world_.backend().url(), nullptr, "durus"};
    test::TempDir directory_;
    std::unique_ptr<test::Process> server_;
    string url_;
    string slug_;
    string listing_;

    static Object::Ptr objectOf(const string& text) {
        return Poco::JSON::Parser().parse(text).extract<Object::Ptr>();
    }
    string ctl(std::vector<string> words) {
        const std::vector<string> program{(test::buildDir() / "bin/durusctl").string(), "--data",
                                          (directory_ / "data").string(), "--json"};
        words.insert(words.begin(), program.begin(), program.end());
        const auto finished = test::runProcess(words);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(words.at(4) + ": " + finished.output, 0, finished.status);
        return finished.output;
    }

    /// A paired phone.
    struct Phone {
        string url;
        string token;

        string ask(const string& method, const string& path, const string& json = {}) const {
            sync::HttpRequest request{.method = method, .path = path, .headers = {}, .body = json};
            if (!json.empty()) request.headers.emplace_back("Content-Type", "application/json");
            const auto answer = http::makeHttpExchange()->send({url, "", token}, request).value();
            CPPUNIT_ASSERT_MESSAGE(path + ": " + answer.body, answer.status < 300);
            return answer.body;
        }
    };
    Phone phone() {
        const string code = objectOf(ctl({"pair"}))->getValue<string>("code");
        Phone phone{url_, {}};
        phone.token = objectOf(phone.ask("POST", "/api/pair", R"({"code":")" + code + R"("})"))
                          ->getValue<string>("token");
        return phone;
    }

    struct Seen {
        int position = 0;
        bool completed = false;
        bool favorite = false;

        bool operator==(const Seen&) const = default;
    };
    Seen seenBy(const Phone& phone) {
        const auto mine = objectOf(phone.ask("GET", "/api/me/library/listing/" + slug_));
        const auto progress = mine->getObject("progress");
        return {progress->getValue<int>("positionSeconds"), progress->has("completedAt"),
                mine->getValue<bool>("favorite")};
    }
    Seen seenElsewhere() {
        CPPUNIT_ASSERT(elsewhere_.pass().succeeded());
        auto& library = elsewhere_.store().library();
        const auto progress = library.progress(elsewhere_.account, model::ListingId(listing_)).value();
        return {static_cast<int>(progress.position / std::chrono::seconds{1}), progress.completed,
                library.favorite(elsewhere_.account, model::ListingId(listing_))};
    }
    Seen seenByBackend() {
        const auto held = world_.progress().at(listing_);
        return {static_cast<int>(held.positionSeconds), held.completed, world_.favorites()[listing_]};
    }

public:
    void setUp() override {
        std::filesystem::create_directory(directory_ / "data");
        std::ofstream(directory_ / "token") << world_.token();
        ctl({"backend", "add", "home", "--codec", "durus", "--url", world_.backend().url(), "--ca",
             world_.caFile()});
        ctl({"account", "add", "listener", "--backend", "home", "--token-file",
             (directory_ / "token").string()});
        ctl({"catalog", "pull"});
        CPPUNIT_ASSERT(!elsewhere_.pullCatalogue().failure);
        listing_ = elsewhere_.lectures().at(0);
        slug_ = elsewhere_.store().library().byId(model::ListingId(listing_), {})->listing.slug.str();
        server_ = std::make_unique<test::Process>(
            std::vector<string>{(test::buildDir() / "bin/durus-mediaserver").string(), "--data",
                                (directory_ / "data").string(), "--listen", "127.0.0.1:0"},
            directory_ / "stderr");
        const auto ready = server_->readLine(kSoon);
        CPPUNIT_ASSERT(ready && ready->starts_with("ready "));
        url_ = ready->substr(6);
    }

    void everyoneShowsTheSame() {
        const Phone one = phone();
        const Phone two = phone();
        one.ask("PUT", "/api/audio/progress/" + slug_, R"({"positionSeconds":7})");
        two.ask("POST", "/api/me/library/save/" + slug_);
        ctl({"complete", slug_});
        ctl({"sync", "--now"});
        const Seen all{7, true, true};
        CPPUNIT_ASSERT(seenByBackend() == all);
        CPPUNIT_ASSERT(seenBy(one) == all && seenBy(two) == all && seenElsewhere() == all);

        elsewhere_.record(listing_, model::IntentKind::Unfavorite);
        CPPUNIT_ASSERT(elsewhere_.pass().succeeded());
        two.ask("PUT", "/api/audio/progress/" + slug_, R"({"positionSeconds":9,"isCompleted":false})");
        ctl({"sync", "--now"});
        const Seen later{9, false, false};
        CPPUNIT_ASSERT(seenByBackend() == later);
        CPPUNIT_ASSERT(seenBy(one) == later && seenBy(two) == later && seenElsewhere() == later);
    }

    void aPhoneThatWasAwayIsPlacedByWhenItWas() {
        const Phone one = phone();
        const auto at = [](Milliseconds ago) { return toIso8601({SystemClock().wall().sinceEpoch - ago}); };
        one.ask("POST", "/api/audio/progress/sync",
                R"({"items":[{"listingId":")" + listing_ + R"(","positionSeconds":5,"updatedAt":")" +
                    at(std::chrono::hours{1}) + R"("}]})");
        elsewhere_.record(listing_, model::IntentKind::Progress, 8);
        CPPUNIT_ASSERT(elsewhere_.pass().succeeded());
        ctl({"sync", "--now"});
        CPPUNIT_ASSERT_EQUAL(8, seenByBackend().position);
        CPPUNIT_ASSERT_EQUAL(8, seenBy(one).position);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RoomTest);
