// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Catalogue.h>
#include <durus/sync/CatalogueStore.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <vector>

/// A catalogue store with the way to look into it.
class CatalogueRig {
public:
    struct Known {
        durus::model::Listing listing;
        bool withdrawn = false;
    };

    virtual ~CatalogueRig() = default;
    virtual durus::sync::CatalogueStore& catalogue() = 0;
    virtual std::optional<Known> find(const durus::model::ListingId& id) = 0;
};

/// What every CatalogueStore keeps to. Derive, say how a rig is made, register with CPPUNIT_TEST_SUB_SUITE.
class CatalogueStoreContract : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CatalogueStoreContract);
    CPPUNIT_TEST(offeredListingsAreKnown);
    CPPUNIT_TEST(changesAreTaken);
    CPPUNIT_TEST(whatIsNoLongerOfferedIsWithdrawn);
    CPPUNIT_TEST(whatIsOfferedAgainIsBack);
    CPPUNIT_TEST(backendsDoNotTouchEachOther);
    CPPUNIT_TEST(oneIdBelongsToOneBackend);
    CPPUNIT_TEST(withdrawnIdMayMoveToAnotherBackend);
    CPPUNIT_TEST(emptyOfferWithdrawsAll);
    CPPUNIT_TEST(sameOfferAgainChangesNothing);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

public:
    void setUp() override { rig_ = makeRig(); }
    void tearDown() override { rig_.reset(); }

protected:
    virtual std::unique_ptr<CatalogueRig> makeRig() = 0;

private:
    using Listings = std::vector<durus::model::Listing>;

    const durus::model::BackendName home{"home"};
    const durus::model::BackendName other{"other"};

    static durus::model::Listing listing(const std::string& id, const std::string& title) {
        durus::model::Listing listing;
        listing.id = durus::model::ListingId{id};
        listing.slug = durus::model::Slug{"slug-" + id};
        listing.title = title;
        listing.description = "about " + title;
        listing.language = "ar";
        listing.duration = durus::Milliseconds{90'000};
        listing.publishedAt = durus::WallTime{durus::Milliseconds{1'700'000'000'000}};
        listing.asset = durus::model::AudioAsset{.id = durus::model::AssetId{"asset-" + id},
                                                 .url = "https://cdn.example/" + id,
                                                 .format = "mp3",
                                                 .bitrateKbps = 64,
                                                 .duration = durus::Milliseconds{90'000}};
        return listing;
    }

    void offer(const durus::model::BackendName& backend, const Listings& listings) {
        rig_->catalogue().replaceCatalogue(backend, {}, {}, listings);
    }
    std::optional<CatalogueRig::Known> find(const std::string& id) {
        return rig_->find(durus::model::ListingId{id});
    }

    void offeredListingsAreKnown() {
        CPPUNIT_ASSERT(!find("a"));
        offer(home, {listing("a", "First"), listing("b", "Second")});
        const auto known = find("a");
        CPPUNIT_ASSERT(known && !known->withdrawn);
        CPPUNIT_ASSERT_EQUAL(std::string("First"), known->listing.title);
        CPPUNIT_ASSERT_EQUAL(std::string("slug-a"), known->listing.slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("about First"), known->listing.description);
        CPPUNIT_ASSERT(known->listing.duration == durus::Milliseconds{90'000});
        CPPUNIT_ASSERT(known->listing.publishedAt.has_value());
        CPPUNIT_ASSERT_EQUAL(std::string("https://cdn.example/a"), known->listing.asset.value().url);
        CPPUNIT_ASSERT(find("b") && !find("c"));
    }

    void changesAreTaken() {
        offer(home, {listing("a", "First")});
        durus::model::Listing changed = listing("a", "First, corrected");
        changed.asset->url = "https://cdn.example/new";
        changed.publishedAt.reset();
        offer(home, {changed});
        CPPUNIT_ASSERT_EQUAL(std::string("First, corrected"), find("a")->listing.title);
        CPPUNIT_ASSERT_EQUAL(std::string("https://cdn.example/new"), find("a")->listing.asset.value().url);
        CPPUNIT_ASSERT(!find("a")->listing.publishedAt);
        changed.asset.reset();
        offer(home, {changed});
        CPPUNIT_ASSERT(!find("a")->listing.asset);
    }

    void whatIsNoLongerOfferedIsWithdrawn() {
        offer(home, {listing("a", "First"), listing("b", "Second")});
        offer(home, {listing("b", "Second")});
        CPPUNIT_ASSERT(find("a") && find("a")->withdrawn);
        CPPUNIT_ASSERT_EQUAL(std::string("First"), find("a")->listing.title);
        CPPUNIT_ASSERT(!find("b")->withdrawn);
    }

    void whatIsOfferedAgainIsBack() {
        offer(home, {listing("a", "First")});
        offer(home, {});
        offer(home, {listing("a", "First")});
        CPPUNIT_ASSERT(!find("a")->withdrawn);
        CPPUNIT_ASSERT_EQUAL(std::string("slug-a"), find("a")->listing.slug.str());
    }

    void backendsDoNotTouchEachOther() {
        offer(home, {listing("a", "First")});
        offer(other, {listing("b", "Second")});
        offer(other, {});
        CPPUNIT_ASSERT(!find("a")->withdrawn);
        CPPUNIT_ASSERT(find("b")->withdrawn);
    }

    void oneIdBelongsToOneBackend() {
        offer(home, {listing("a", "First")});
        offer(other, {listing("a", "Hijacked")});
        CPPUNIT_ASSERT_EQUAL(std::string("First"), find("a")->listing.title);
        offer(other, {});
        CPPUNIT_ASSERT(!find("a")->withdrawn);
    }

    void withdrawnIdMayMoveToAnotherBackend() {
        offer(home, {listing("a", "First")});
        offer(home, {});
        offer(other, {listing("a", "Moved")});
        CPPUNIT_ASSERT(!find("a")->withdrawn);
        CPPUNIT_ASSERT_EQUAL(std::string("Moved"), find("a")->listing.title);
    }

    void emptyOfferWithdrawsAll() {
        offer(home, {listing("a", "First"), listing("b", "Second")});
        offer(home, {});
        CPPUNIT_ASSERT(find("a")->withdrawn && find("b")->withdrawn);
    }

    void sameOfferAgainChangesNothing() {
        offer(home, {listing("a", "First")});
        offer(home, {listing("a", "First")});
        CPPUNIT_ASSERT(!find("a")->withdrawn);
        CPPUNIT_ASSERT_EQUAL(std::string("slug-a"), find("a")->listing.slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("asset-a"), find("a")->listing.asset.value().id.str());
    }

    std::unique_ptr<CatalogueRig> rig_;
};
