// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Clock.h>
#include <durus/core/Error.h>
#include <durus/core/Random.h>
#include <durus/store/Store.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>
#include <support/TempDir.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

/// Base of the store's tests: a store in a directory of its own, and short ways to fill it.
class StoreFixture : public CppUnit::TestFixture {
public:
    void setUp() override {
        directory_ = std::make_unique<durus::test::TempDir>();
        std::filesystem::create_directory(data());
        std::filesystem::copy_file(freshDatabase(), data() / "durus.db");
        reopen();
    }
    void tearDown() override {
        store_.reset();
        directory_.reset();
    }

protected:
    using Slug = durus::model::Slug;
    using ListingId = durus::model::ListingId;
    using Format = durus::model::ListingFormat;
    using Kind = durus::model::IntentKind;
    using Milliseconds = durus::Milliseconds;
    using ErrorCode = durus::ErrorCode;

    const durus::model::AccountName local = durus::model::kLocalAccount;
    const durus::model::AccountName amina{"amina"};
    const durus::model::BackendName home{"home"};

    std::filesystem::path data() const { return directory_->path() / "data"; }
    durus::store::Store& store() { return *store_; }
    durus::store::Library& library() { return store_->library(); }
    durus::store::Accounts& accounts() { return store_->accounts(); }

    std::unique_ptr<durus::store::Store> another() {
        return durus::store::Store::open(data(), clock_, random_);
    }
    void reopen() {
        store_.reset();
        store_ = another();
    }

    /// A lease that nobody has to wait for, to write as a pass does.
    durus::sync::FencingToken lease() {
        return store().outbox().takeLease({"the test", "boot", {}, {}}).token.value();
    }

    void addBackend(const std::string& name = "home") {
        accounts().addBackend(
            {durus::model::BackendName{name}, "platform", "https://" + name + ".example", ""});
    }
    void addAmina() {
        addBackend();
        accounts().addAccount({amina, home}, "her token");
    }

    static durus::model::Scholar scholar(const std::string& id, const std::string& name) {
        return {durus::model::ScholarId{id}, Slug{"scholar-" + id}, name, "ar"};
    }
    static durus::model::Listing listing(const std::string& id, const std::string& title,
                                         Format format = Format::Single, const std::string& parent = {}) {
        durus::model::Listing listing;
        listing.id = ListingId{id};
        listing.slug = Slug{"slug-" + id};
        listing.title = title;
        listing.format = format;
        listing.parent = ListingId{parent};
        if (format != Format::Series && format != Format::Collection) {
            listing.duration = Milliseconds{60'000};
            listing.asset = durus::model::AudioAsset{.id = durus::model::AssetId{"asset-" + id},
                                                     .url = "https://cdn.example/" + id + ".mp3",
                                                     .format = "mp3",
                                                     .bitrateKbps = 64,
                                                     .duration = Milliseconds{60'000}};
        }
        return listing;
    }
    void offer(const std::vector<durus::model::Listing>& listings,
               const std::vector<durus::model::Scholar>& scholars = {},
               const std::vector<durus::model::Topic>& topics = {}) {
        store_->catalogue().replaceCatalogue(home, scholars, topics, listings);
    }
    void storeAudio(const std::string& id) {
        store_->assets().registerReady({.asset = durus::model::AssetId{"asset-" + id},
                                        .listing = ListingId{id},
                                        .file = "audio/" + id + ".mp3",
                                        .format = "mp3",
                                        .mediaType = "audio/mpeg",
                                        .sha256 = "digest-" + id,
                                        .sizeBytes = 1000,
                                        .duration = Milliseconds{60'000}});
    }

    durus::model::DraftIntent draft(Kind kind, const std::string& listing, const std::string& key,
                                    const durus::model::AccountName& account) const {
        return {.account = account,
                .listing = ListingId{listing},
                .kind = kind,
                .position = Milliseconds{5'000},
                .duration = Milliseconds{60'000},
                .dedupeKey = key,
                .wall = clock_.wall(),
                .monotonic = clock_.monotonic()};
    }
    std::size_t record(Kind kind, const std::string& listing, const std::string& key,
                       const durus::model::AccountName& account = durus::model::kLocalAccount) {
        return store_->journal().commit({"test", 0, {draft(kind, listing, key, account)}});
    }

    /// Freezes what is pending for amina.
    durus::sync::FrozenBatch freezeAll(durus::model::IntentFamily family) {
        return store()
            .outbox()
            .freeze(lease(), {.account = amina,
                              .family = family,
                              .idempotencyKey = "key",
                              .request = {"POST", "/", {}, "the request"},
                              .intents = store().outbox().pending(amina, family, 100)})
            .value();
    }
    /// Records a favourite of amina's that her backend refuses, with that answer.
    durus::model::IntentId quarantineOne(const std::string& answer = "the answer") {
        record(Kind::Favorite, "x", "refused", amina);
        const auto batch = freezeAll(durus::model::IntentFamily::Favorite);
        const auto& intent = batch.intents.front();
        store().outbox().settle(lease(), {.batch = batch.id,
                                          .outcomes = {{.sequence = intent.sequence,
                                                        .outcome = durus::sync::OutcomeClass::Permanent,
                                                        .detail = "no such lecture"}},
                                          .answer = answer});
        return intent.id;
    }

    static durus::Error errorOf(const std::function<void()>& call) {
        try {
            call();
        } catch (const durus::Error& error) {
            return error;
        }
        CPPUNIT_FAIL("nothing was thrown");
        return durus::Error(ErrorCode::Internal, {});
    }
    static std::vector<std::string> slugsOf(const std::vector<durus::store::LibraryItem>& items) {
        std::vector<std::string> slugs;
        for (const auto& item : items)
            slugs.push_back(item.listing.slug.str());
        return slugs;
    }

    durus::ManualClock clock_;
    durus::SeededRandom random_{7};

private:
    /// An empty, migrated database, made once: flushing every migration to the disk takes most of a test's
    /// time.
    static std::filesystem::path freshDatabase() {
        static const durus::test::TempDir directory;
        static const auto file = [] {
            durus::ManualClock clock;
            durus::SeededRandom random{1};
            durus::store::Store::open(directory.path(), clock, random);
            return directory.path() / "durus.db";
        }();
        return file;
    }

    std::unique_ptr<durus::test::TempDir> directory_;
    std::unique_ptr<durus::store::Store> store_;
};

using Strings = std::vector<std::string>;
