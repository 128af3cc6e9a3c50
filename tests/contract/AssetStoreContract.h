// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Error.h>
#include <durus/download/AssetStore.h>
#include <durus/model/Catalogue.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <memory>
#include <string>
#include <vector>

/// An asset store with the way to give it a catalogue of one backend.
class AssetRig {
public:
    virtual ~AssetRig() = default;
    virtual durus::download::AssetStore& assets() = 0;
    virtual void offer(const std::vector<durus::model::Listing>& listings) = 0;
};

/// What every AssetStore keeps to. Derive, say how a rig is made, register with CPPUNIT_TEST_SUB_SUITE.
/// The rig's backend has the URL "https://backend.example" and the CA file "/ca.pem".
class AssetStoreContract : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(AssetStoreContract);
    CPPUNIT_TEST(wantedIsOnTheList);
    CPPUNIT_TEST(wantedTwiceIsOnTheListOnce);
    CPPUNIT_TEST(seriesMeansAllItsLessons);
    CPPUNIT_TEST(unknownListingIsRefused);
    CPPUNIT_TEST(listingWithoutAudioIsRefused);
    CPPUNIT_TEST(wantAllMeansAll);
    CPPUNIT_TEST(validatorIsKept);
    CPPUNIT_TEST(failureIsToldAndStaysOnTheList);
    CPPUNIT_TEST(readyIsFoundAndOffTheList);
    CPPUNIT_TEST(readyStaysWhateverComes);
    CPPUNIT_TEST(readyWithoutBeingWanted);
    CPPUNIT_TEST(withdrawnListingKeepsItsFile);
    CPPUNIT_TEST(replacedAssetIsFetchedInstead);
    CPPUNIT_TEST(newUrlOfAnAssetIsTaken);
    CPPUNIT_TEST(incompleteRegistrationIsRefused);
    CPPUNIT_TEST_SUITE_END_ABSTRACT();

public:
    void setUp() override {
        rig_ = makeRig();
        offer_ = {listing("single", durus::model::ListingFormat::Single),
                  listing("series", durus::model::ListingFormat::Series),
                  listing("lesson-2", durus::model::ListingFormat::Lesson, "series", 2),
                  listing("lesson-1", durus::model::ListingFormat::Lesson, "series", 1)};
        rig_->offer(offer_);
    }
    void tearDown() override { rig_.reset(); }

protected:
    virtual std::unique_ptr<AssetRig> makeRig() = 0;

private:
    using State = durus::download::DownloadState;
    using Slug = durus::model::Slug;
    using AssetId = durus::model::AssetId;
    using ListingId = durus::model::ListingId;

    static durus::model::Listing listing(const std::string& id, durus::model::ListingFormat format,
                                         const std::string& parent = {}, int orderIndex = 0) {
        durus::model::Listing listing;
        listing.id = ListingId{"id-" + id};
        listing.slug = Slug{id};
        listing.title = "Title of " + id;
        listing.format = format;
        if (!parent.empty()) listing.parent = ListingId{"id-" + parent};
        listing.orderIndex = orderIndex;
        if (format != durus::model::ListingFormat::Series)
            listing.asset = durus::model::AudioAsset{.id = AssetId{"asset-" + id},
                                                     .url = "audio/" + id + ".mp3",
                                                     .format = "mp3",
                                                     .bitrateKbps = 64,
                                                     .duration = durus::Milliseconds{60'000}};
        return listing;
    }

    static durus::download::StoredAsset stored(const std::string& id) {
        return {.asset = AssetId{"asset-" + id},
                .listing = ListingId{"id-" + id},
                .file = "audio/" + id + ".mp3",
                .format = "mp3",
                .mediaType = "audio/mpeg",
                .sha256 = "digest-" + id,
                .sizeBytes = 5'000'000'000,
                .duration = durus::Milliseconds{60'001}};
    }

    durus::download::AssetStore& assets() { return rig_->assets(); }

    void wantedIsOnTheList() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, assets().want(Slug{"single"}));
        const auto jobs = assets().unfinished();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, jobs.size());
        CPPUNIT_ASSERT(jobs[0].state == State::Wanted && jobs[0].validator.empty());
        CPPUNIT_ASSERT_EQUAL(std::string("id-single"), jobs[0].listing.str());
        CPPUNIT_ASSERT_EQUAL(std::string("single"), jobs[0].slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("Title of single"), jobs[0].title);
        CPPUNIT_ASSERT_EQUAL(std::string("audio/single.mp3"), jobs[0].asset.url);
        CPPUNIT_ASSERT(jobs[0].asset.duration == durus::Milliseconds{60'000});
        CPPUNIT_ASSERT_EQUAL(std::string("https://backend.example"), jobs[0].baseUrl);
        CPPUNIT_ASSERT_EQUAL(std::string("/ca.pem"), jobs[0].caFile);
        CPPUNIT_ASSERT(!assets().find(ListingId{"id-single"}));
    }

    void wantedTwiceIsOnTheListOnce() {
        assets().want(Slug{"single"});
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, assets().want(Slug{"single"}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, assets().all().size());
    }

    void seriesMeansAllItsLessons() {
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, assets().want(Slug{"series"}));
        const auto jobs = assets().unfinished();
        CPPUNIT_ASSERT_EQUAL(std::string("lesson-1"), jobs.at(0).slug.str());
        CPPUNIT_ASSERT_EQUAL(std::string("lesson-2"), jobs.at(1).slug.str());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, assets().want(Slug{"lesson-1"}));
    }

    void unknownListingIsRefused() {
        try {
            assets().want(Slug{"nowhere"});
            CPPUNIT_FAIL("an unknown listing was wanted");
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == durus::ErrorCode::NotFound);
            CPPUNIT_ASSERT(std::string(error.what()).find("nowhere") != std::string::npos);
        }
    }

    void listingWithoutAudioIsRefused() {
        offer_.push_back(listing("silent", durus::model::ListingFormat::Series));
        rig_->offer(offer_);
        try {
            assets().want(Slug{"silent"});
            CPPUNIT_FAIL("a listing without audio was wanted");
        } catch (const durus::Error& error) {
            CPPUNIT_ASSERT(error.code() == durus::ErrorCode::Unsupported);
        }
    }

    void wantAllMeansAll() {
        assets().want(Slug{"lesson-1"});
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, assets().wantAll());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, assets().wantAll());
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, assets().unfinished().size());
    }

    void validatorIsKept() {
        assets().want(Slug{"single"});
        assets().setValidator(AssetId{"asset-single"}, "\"etag\"");
        CPPUNIT_ASSERT_EQUAL(std::string("\"etag\""), assets().unfinished().at(0).validator);
        CPPUNIT_ASSERT(assets().unfinished().at(0).state == State::Fetching);
    }

    void failureIsToldAndStaysOnTheList() {
        assets().want(Slug{"single"});
        assets().fail(AssetId{"asset-single"}, "it is no audio");
        const auto jobs = assets().unfinished();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, jobs.size());
        CPPUNIT_ASSERT(jobs[0].state == State::Failed);
        CPPUNIT_ASSERT_EQUAL(std::string("it is no audio"), jobs[0].lastFault);
        assets().setValidator(AssetId{"asset-single"}, "");
        CPPUNIT_ASSERT(assets().unfinished().at(0).lastFault.empty());
    }

    void readyIsFoundAndOffTheList() {
        assets().want(Slug{"single"});
        assets().registerReady(stored("single"));
        CPPUNIT_ASSERT(assets().unfinished().empty());
        CPPUNIT_ASSERT(assets().all().at(0).state == State::Ready);
        const auto found = assets().find(ListingId{"id-single"});
        CPPUNIT_ASSERT(found.has_value());
        CPPUNIT_ASSERT_EQUAL(std::string("audio/single.mp3"), found->file.string());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{5'000'000'000}, found->sizeBytes);
        CPPUNIT_ASSERT_EQUAL(std::string("digest-single"), found->sha256);
        CPPUNIT_ASSERT_EQUAL(std::string("audio/mpeg"), found->mediaType);
        CPPUNIT_ASSERT(found->duration == durus::Milliseconds{60'001});
    }

    void readyStaysWhateverComes() {
        assets().want(Slug{"single"});
        assets().registerReady(stored("single"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, assets().want(Slug{"single"}));
        assets().fail(AssetId{"asset-single"}, "too late");
        assets().setValidator(AssetId{"asset-single"}, "x");
        CPPUNIT_ASSERT(assets().find(ListingId{"id-single"}).has_value());
        CPPUNIT_ASSERT(assets().unfinished().empty());
    }

    void readyWithoutBeingWanted() {
        assets().registerReady(stored("single"));
        CPPUNIT_ASSERT(assets().find(ListingId{"id-single"}).has_value());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, assets().want(Slug{"single"}));
    }

    void withdrawnListingKeepsItsFile() {
        assets().registerReady(stored("single"));
        rig_->offer({});
        CPPUNIT_ASSERT(assets().find(ListingId{"id-single"}).has_value());
    }

    void replacedAssetIsFetchedInstead() {
        assets().want(Slug{"single"});
        assets().setValidator(AssetId{"asset-single"}, "old");
        offer_[0].asset->id = AssetId{"asset-new"};
        rig_->offer(offer_);
        const auto jobs = assets().unfinished();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, jobs.size());
        CPPUNIT_ASSERT_EQUAL(std::string("asset-new"), jobs[0].asset.id.str());
        CPPUNIT_ASSERT(jobs[0].state == State::Wanted && jobs[0].validator.empty());
    }

    void newUrlOfAnAssetIsTaken() {
        assets().want(Slug{"single"});
        offer_[0].asset->url = "https://elsewhere.example/x.mp3";
        rig_->offer(offer_);
        CPPUNIT_ASSERT_EQUAL(std::string("https://elsewhere.example/x.mp3"),
                             assets().unfinished().at(0).asset.url);
    }

    void incompleteRegistrationIsRefused() {
        auto nowhere = stored("single");
        nowhere.file.clear();
        CPPUNIT_ASSERT_THROW(assets().registerReady(nowhere), durus::Error);
        auto unverified = stored("single");
        unverified.sha256.clear();
        CPPUNIT_ASSERT_THROW(assets().registerReady(unverified), durus::Error);
        CPPUNIT_ASSERT(!assets().find(ListingId{"id-single"}));
    }

    std::unique_ptr<AssetRig> rig_;
    std::vector<durus::model::Listing> offer_;
};
