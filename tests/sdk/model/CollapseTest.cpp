// SPDX-License-Identifier: Apache-2.0
#include "IntentHistory.h"

#include <durus/model/Collapse.h>
#include <durus/model/Overlay.h>

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <map>

using namespace durus;
using namespace durus::model;
using namespace std::chrono_literals;

namespace {

/// A backend in small: the newer stamp wins, completion is sticky until it is taken back.
class LastWriteWins {
public:
    void take(const Intent& intent) {
        const auto lane = std::tuple{intent.account, intent.listing, familyOf(intent.kind)};
        Row& row = rows_[lane];
        if (row.written && intent.occurredAt < row.stamp) return;
        row.written = true;
        row.stamp = intent.occurredAt;
        if (familyOf(intent.kind) == IntentFamily::Favorite) {
            row.flag = intent.kind == IntentKind::Favorite;
            return;
        }
        if (intent.kind != IntentKind::Uncompleted) row.position = intent.position;
        if (intent.duration > 0ms) row.duration = intent.duration;
        if (intent.kind != IntentKind::Progress) row.flag = intent.kind == IntentKind::Completed;
    }
    friend bool operator==(const LastWriteWins&, const LastWriteWins&) = default;

private:
    struct Row {
        bool written = false;
        WallTime stamp;
        Milliseconds position{0};
        Milliseconds duration{0};
        bool flag = false;
        friend bool operator==(const Row&, const Row&) = default;
    };
    std::map<std::tuple<AccountName, ListingId, IntentFamily>, Row> rows_;
};

Intent make(std::uint64_t sequence, IntentKind kind, const char* listing = "a", Milliseconds stamp = 0ms) {
    Intent intent;
    intent.sequence = sequence;
    intent.listing = ListingId{listing};
    intent.kind = kind;
    intent.occurredAt = {stamp};
    return intent;
}

/// What an outbox has left to send of a history that nothing of which has left yet.
std::vector<Intent> remaining(const std::vector<Intent>& all) {
    std::vector<Intent> rest;
    for (const Intent& intent : all) {
        const auto before = std::ranges::find_if(rest.rbegin(), rest.rend(), [&](const Intent& each) {
            return each.account == intent.account && each.listing == intent.listing &&
                   familyOf(each.kind) == familyOf(intent.kind);
        });
        if (before != rest.rend() && supersedes(intent, *before)) rest.erase(std::next(before).base());
        rest.push_back(intent);
    }
    return rest;
}

} // namespace

class CollapseTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CollapseTest);
    CPPUNIT_TEST(onlyProgressSupersedesAndIsSuperseded);
    CPPUNIT_TEST(lanesDoNotTouchEachOther);
    CPPUNIT_TEST(aStampThatWentBackSaysLess);
    CPPUNIT_TEST(anUnknownDurationSaysLess);
    CPPUNIT_TEST(sendingTheRestHasTheEffectOfSendingAll);
    CPPUNIT_TEST(theRestIsSeenAsAllIsSeen);
    CPPUNIT_TEST(growsWithListingsAndNotWithHours);
    CPPUNIT_TEST_SUITE_END();

    void onlyProgressSupersedesAndIsSuperseded() {
        for (const auto later : {IntentKind::Progress, IntentKind::Completed, IntentKind::Uncompleted,
                                 IntentKind::Favorite, IntentKind::Unfavorite})
            for (const auto earlier : {IntentKind::Progress, IntentKind::Completed, IntentKind::Uncompleted,
                                       IntentKind::Favorite, IntentKind::Unfavorite})
                CPPUNIT_ASSERT_EQUAL(later == IntentKind::Progress && earlier == IntentKind::Progress,
                                     supersedes(make(2, later), make(1, earlier)));
    }

    void lanesDoNotTouchEachOther() {
        const Intent earlier = make(1, IntentKind::Progress, "a");
        CPPUNIT_ASSERT(!supersedes(make(2, IntentKind::Progress, "b"), earlier));
        Intent another = make(2, IntentKind::Progress, "a");
        another.account = AccountName{"somebody else"};
        CPPUNIT_ASSERT(!supersedes(another, earlier));
    }

    void aStampThatWentBackSaysLess() {
        const Intent earlier = make(1, IntentKind::Progress, "a", 9s);
        CPPUNIT_ASSERT(!supersedes(make(2, IntentKind::Progress, "a", 7s), earlier));
        CPPUNIT_ASSERT(supersedes(make(2, IntentKind::Progress, "a", 9s), earlier));
    }

    void anUnknownDurationSaysLess() {
        Intent earlier = make(1, IntentKind::Progress);
        Intent later = make(2, IntentKind::Progress);
        earlier.duration = 60s;
        CPPUNIT_ASSERT(!supersedes(later, earlier));
        later.duration = 60s;
        CPPUNIT_ASSERT(supersedes(later, earlier));
    }

    void sendingTheRestHasTheEffectOfSendingAll() {
        SeededRandom random(21);
        std::size_t dropped = 0;
        for (int round = 0; round < 2'000; ++round) {
            const auto all = test::someHistory(random, 40);
            const auto rest = remaining(all);
            dropped += all.size() - rest.size();
            LastWriteWins full, collapsed;
            for (const Intent& intent : all)
                full.take(intent);
            for (const Intent& intent : rest)
                collapsed.take(intent);
            CPPUNIT_ASSERT(full == collapsed);
        }
        CPPUNIT_ASSERT(dropped > 1'000);
    }

    void theRestIsSeenAsAllIsSeen() {
        SeededRandom random(22);
        for (int round = 0; round < 2'000; ++round) {
            const auto all = test::someHistory(random, 40);
            const auto rest = remaining(all);
            for (const char* account : {"amina", "bilal"})
                for (const char* listing : {"listing-0", "listing-1", "listing-2"}) {
                    const auto lane = [&](std::vector<Intent> intents) {
                        std::erase_if(intents, [&](const Intent& each) {
                            return each.account.str() != account || each.listing.str() != listing;
                        });
                        return intents;
                    };
                    CPPUNIT_ASSERT(overlay(std::optional<Progress>{}, lane(all)) ==
                                   overlay(std::optional<Progress>{}, lane(rest)));
                    CPPUNIT_ASSERT_EQUAL(overlay(false, lane(all)), overlay(false, lane(rest)));
                }
        }
    }

    void growsWithListingsAndNotWithHours() {
        std::vector<Intent> all;
        for (std::uint64_t i = 0; i < 10'000; ++i)
            all.push_back(make(i + 1, IntentKind::Progress, i % 2 == 0 ? "a" : "b",
                               Milliseconds{static_cast<Milliseconds::rep>(i)}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, remaining(all).size());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CollapseTest);
