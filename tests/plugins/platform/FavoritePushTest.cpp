// SPDX-License-Identifier: Apache-2.0
#include "PlatformExchange.h"

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using model::Intent;
using model::IntentKind;
using Lines = std::vector<std::string>;

namespace {

const std::string kNoon = "2026-11-22T12:00:00.000Z";
const std::string kLater = "2026-11-22T12:05:00.123Z";

std::string row(const std::string& listing, const std::string& stamp, const std::string& what) {
    return R"({"listingId":")" + listing + R"(","updatedAt":")" + stamp + R"(",")" + what + R"(":")" + stamp +
           R"("})";
}

} // namespace

class FavoritePushTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(FavoritePushTest);
    CPPUNIT_TEST(writesTheLastWordOnEachListing);
    CPPUNIT_TEST(believesWhatItReadsBack);
    CPPUNIT_TEST(retriesWhenAnotherWordWonTheSameMillisecond);
    CPPUNIT_TEST(keepsFamiliesApart);
    CPPUNIT_TEST_SUITE_END();

public:
    void writesTheLastWordOnEachListing() {
        Talk talk(platform_.codec.push(
            std::vector{Platform::intent(1, IntentKind::Favorite, Platform::kTwo, kNoon),
                        Platform::intent(2, IntentKind::Favorite, Platform::kOne, kNoon),
                        Platform::intent(3, IntentKind::Unfavorite, Platform::kTwo, kLater)}));
        CPPUNIT_ASSERT_EQUAL(std::string("/me/library/saved/sync"), talk.request().path);
        CPPUNIT_ASSERT_EQUAL(R"({"items":[{"listingId":")" + Platform::kOne +
                                 R"(","saved":true,"updatedAt":")" + kNoon + R"("},{"listingId":")" +
                                 Platform::kTwo + R"(","saved":false,"updatedAt":")" + kLater + R"("}]})",
                             talk.request().body);
        talk.reply(answer(201));
        CPPUNIT_ASSERT_EQUAL(std::string("/me/library/saved/delta?since=2026-11-22T11%3A59%3A59.999Z"),
                             talk.request().path);
    }

    void believesWhatItReadsBack() {
        Talk talk(platform_.codec.push(
            std::vector{Platform::intent(1, IntentKind::Favorite, Platform::kOne, kNoon),
                        Platform::intent(2, IntentKind::Unfavorite, Platform::kTwo, kNoon),
                        Platform::intent(3, IntentKind::Favorite, Platform::kThree, kNoon)}));
        talk.reply(answer(201))
            .reply(answer(200, '[' + row(Platform::kOne, kNoon, "savedAt") + ',' +
                                   row(Platform::kTwo, kNoon, "deletedAt") + ',' +
                                   row(Platform::kThree, kLater, "deletedAt") + ']'));
        CPPUNIT_ASSERT((Lines{"1 ok", "2 ok", "3 stale"}) == talk.outcomes());
        const auto& favorites = talk.results().favorites;
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, favorites.size());
        CPPUNIT_ASSERT(favorites[0].favorite && !favorites[1].favorite && !favorites[2].favorite);
        CPPUNIT_ASSERT(favorites[2].updatedAt == fromIso8601(kLater));
    }

    void retriesWhenAnotherWordWonTheSameMillisecond() {
        Talk talk(platform_.codec.push(
            std::vector{Platform::intent(1, IntentKind::Favorite, Platform::kOne, kNoon)}));
        talk.reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kNoon, "deletedAt") + ']'));
        CPPUNIT_ASSERT((Lines{"1 transient"}) == talk.outcomes());
    }

    void keepsFamiliesApart() {
        Talk talk(platform_.codec.push(std::vector{
            Platform::intent(1, IntentKind::Favorite, Platform::kOne, kNoon),
            Platform::intent(2, IntentKind::Progress, Platform::kOne, kNoon, Milliseconds{5000})}));
        CPPUNIT_ASSERT(talk.request().body.find("positionSeconds") == std::string::npos);
        talk.reply(answer(201)).reply(answer(200, '[' + row(Platform::kOne, kNoon, "savedAt") + ']'));
        CPPUNIT_ASSERT((Lines{"1 ok", "2 permanent"}) == talk.outcomes());
    }

private:
    Platform platform_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(FavoritePushTest);
