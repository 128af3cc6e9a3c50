// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"

#include <durus/core/IsoTime.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus;
using namespace std::chrono_literals;
using Kind = model::IntentKind;

/// What one device did offline and uploads late is seen by another that has long read on. The platform's
/// cursor is the writers' own time, so this rests on reading over the last 24 hours with each pull, and over
/// everything every 7 days.
class LateUploadTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LateUploadTest);
    CPPUNIT_TEST(anHourLateIsSeenByTheNextPull);
    CPPUNIT_TEST(aDayLateIsSeenByTheNextPull);
    CPPUNIT_TEST(longerIsSeenOnceEverythingIsReadAgain);
    CPPUNIT_TEST_SUITE_END();

    ManualClock clock_{fromIso8601("2026-11-22T12:00:00Z").value()};
    World world_{{}, &clock_};
    SyncBox late_{world_, world_.backend().url(), &clock_};
    SyncBox other_{world_, world_.backend().url(), &clock_};
    std::vector<std::string> lectures_;

    bool isSeen() {
        const auto seen = other_.store().library().progress(other_.account, model::ListingId(lectures_[0]));
        return seen && seen->position == 5s;
    }

    /// The other device has read up to now when the late one uploads what it did `lateness` ago.
    void uploadAfter(std::chrono::minutes lateness) {
        CPPUNIT_ASSERT(!late_.pullCatalogue().failure);
        lectures_ = late_.lectures();
        CPPUNIT_ASSERT(other_.pass().succeeded());
        late_.record(lectures_[0], Kind::Progress, 5);
        clock_.advance(lateness);
        other_.record(lectures_[1], Kind::Progress, 6);
        CPPUNIT_ASSERT(other_.pass().succeeded());
        CPPUNIT_ASSERT(late_.pass().succeeded());
        clock_.advance(5min);
        CPPUNIT_ASSERT(other_.pass().succeeded());
    }

public:
    void anHourLateIsSeenByTheNextPull() {
        uploadAfter(1h);
        CPPUNIT_ASSERT(isSeen());
    }

    void aDayLateIsSeenByTheNextPull() {
        uploadAfter(23h + 50min);
        CPPUNIT_ASSERT(isSeen());
    }

    void longerIsSeenOnceEverythingIsReadAgain() {
        uploadAfter(30h);
        CPPUNIT_ASSERT(!isSeen());
        clock_.advance(24h * 7);
        CPPUNIT_ASSERT(other_.pass().succeeded());
        CPPUNIT_ASSERT(isSeen());
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LateUploadTest);
