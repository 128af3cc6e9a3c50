// SPDX-License-Identifier: Apache-2.0
#include "StoreFixture.h"

#include <durus/core/Error.h>

/// A database that has grown to its limit. A full disk is full_disk.FullDiskTest's.
class RoomTest : public StoreFixture {
    CPPUNIT_TEST_SUITE(RoomTest);
    CPPUNIT_TEST(decisionsAreTakenBeyondTheLimitAndNotForEver);
    CPPUNIT_TEST(whatIsDeliveredAndForgottenMakesRoom);
    CPPUNIT_TEST_SUITE_END();

    static constexpr std::uintmax_t kLimit = 1024 * 1024;
    static constexpr std::uintmax_t kReserve = 256 * 1024;

    std::unique_ptr<durus::store::Store> limited() {
        return durus::store::Store::open(data(), clock_, random_, nullptr,
                                         {.databaseBytes = kLimit, .reserveBytes = kReserve});
    }

    /// How many go in before one is refused.
    static std::uint64_t fill(durus::store::Store& store, const durus::model::PlaybackEvent& event) {
        const std::vector<durus::model::PlaybackEvent> some(50, event);
        try {
            for (std::uint64_t taken = 0;; taken += some.size())
                store.journal().append(some);
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == ErrorCode::StorageFull);
            CPPUNIT_ASSERT(std::string(error.what()).find("limit of 1 MiB") != std::string::npos);
            return store.journal().append({});
        }
    }

    durus::model::PlaybackEvent event(const durus::model::PlaybackEvent::Body& body) const {
        return {.sequence = 0,
                .session = durus::model::SessionId{"s"},
                .account = amina,
                .listing = ListingId{"x"},
                .monotonic = clock_.monotonic(),
                .wall = clock_.wall(),
                .body = body};
    }

    void decisionsAreTakenBeyondTheLimitAndNotForEver() {
        const auto small = limited();
        CPPUNIT_ASSERT(!small->isShortOfRoom());
        const auto reports = fill(*small, event(durus::model::ProgressReported{}));
        CPPUNIT_ASSERT(small->isShortOfRoom());
        const auto all = fill(*small, event(durus::model::FavoriteMarked{true}));
        CPPUNIT_ASSERT(reports > 1'000 && all > reports + 500);
        CPPUNIT_ASSERT_EQUAL(all, small->journal().append({}));
    }

    void whatIsDeliveredAndForgottenMakesRoom() {
        const auto small = limited();
        small->journal().unseen("p", 1);
        const auto reports = fill(*small, event(durus::model::ProgressReported{}));
        for (std::uint64_t seen = 0; seen < reports; seen += 500)
            small->journal().commit({"p", std::min(seen + 500, reports), {}});
        CPPUNIT_ASSERT(!small->isShortOfRoom());
        small->journal().append(std::vector{event(durus::model::ProgressReported{})});
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(RoomTest);
