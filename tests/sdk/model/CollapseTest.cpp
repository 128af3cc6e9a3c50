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

std::vector<Intent> remaining(const std::vector<Intent>& all) {
    std::vector<Intent> rest = all;
    for (const Superseded& gone : collapse(all))
        std::erase_if(rest, [&](const Intent& each) { return each.sequence == gone.sequence; });
    return rest;
}

} // namespace

class CollapseTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CollapseTest);
    CPPUNIT_TEST(onlyTheLastOfARowOfProgressRemains);
    CPPUNIT_TEST(anotherKindBetweenKeepsBoth);
    CPPUNIT_TEST(lanesDoNotTouchEachOther);
    CPPUNIT_TEST(favouritesAreNeverCollapsed);
    CPPUNIT_TEST(aStampThatWentBackSaysLess);
    CPPUNIT_TEST(anUnknownDurationSaysLess);
    CPPUNIT_TEST(sendingTheRestHasTheEffectOfSendingAll);
    CPPUNIT_TEST(whatSupersedesRemainsAndComesLater);
    CPPUNIT_TEST(growsWithListingsAndNotWithHours);
    CPPUNIT_TEST_SUITE_END();

    using Pairs = std::vector<Superseded>;

    void onlyTheLastOfARowOfProgressRemains() {
        const std::vector all{make(3, IntentKind::Progress), make(5, IntentKind::Progress),
                              make(9, IntentKind::Progress)};
        CPPUNIT_ASSERT((collapse(all) == Pairs{{3, 9}, {5, 9}}));
        CPPUNIT_ASSERT(collapse({}).empty());
        CPPUNIT_ASSERT(collapse(std::span(all).first(1)).empty());
    }

    void anotherKindBetweenKeepsBoth() {
        const std::vector all{make(1, IntentKind::Progress), make(2, IntentKind::Completed),
                              make(3, IntentKind::Progress), make(4, IntentKind::Uncompleted),
                              make(5, IntentKind::Progress)};
        CPPUNIT_ASSERT(collapse(all).empty());
    }

    void lanesDoNotTouchEachOther() {
        const std::vector all{make(1, IntentKind::Progress, "a"), make(2, IntentKind::Favorite, "a"),
                              make(3, IntentKind::Completed, "b"), make(4, IntentKind::Progress, "a")};
        CPPUNIT_ASSERT((collapse(all) == Pairs{{1, 4}}));
        auto two = all;
        two[3].account = AccountName{"somebody else"};
        CPPUNIT_ASSERT(collapse(two).empty());
    }

    void favouritesAreNeverCollapsed() {
        const std::vector all{make(1, IntentKind::Favorite), make(2, IntentKind::Unfavorite),
                              make(3, IntentKind::Favorite)};
        CPPUNIT_ASSERT(collapse(all).empty());
    }

    void aStampThatWentBackSaysLess() {
        const std::vector all{make(1, IntentKind::Progress, "a", 5s), make(2, IntentKind::Progress, "a", 9s),
                              make(3, IntentKind::Progress, "a", 7s)};
        CPPUNIT_ASSERT((collapse(all) == Pairs{{1, 2}}));
    }

    void anUnknownDurationSaysLess() {
        std::vector all{make(1, IntentKind::Progress), make(2, IntentKind::Progress)};
        all[0].duration = 60s;
        CPPUNIT_ASSERT(collapse(all).empty());
        all[1].duration = 60s;
        CPPUNIT_ASSERT((collapse(all) == Pairs{{1, 2}}));
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

    void whatSupersedesRemainsAndComesLater() {
        SeededRandom random(22);
        for (int round = 0; round < 1'000; ++round) {
            const auto all = test::someHistory(random, 40);
            const auto rest = remaining(all);
            for (const Superseded& pair : collapse(all)) {
                CPPUNIT_ASSERT(pair.by > pair.sequence);
                CPPUNIT_ASSERT(
                    std::ranges::any_of(rest, [&](const Intent& each) { return each.sequence == pair.by; }));
            }
            CPPUNIT_ASSERT(collapse(rest).empty());
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
