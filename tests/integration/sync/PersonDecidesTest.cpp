// SPDX-License-Identifier: Apache-2.0
#include "SyncWorld.h"
#include "support/Process.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace durus;
using Kind = model::IntentKind;
using Poco::JSON::Object;

/// What durusctl offers where no retry helps: with entries the backend refused, and with an account that is
/// to go while something of it has not been sent.
class PersonDecidesTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PersonDecidesTest);
    CPPUNIT_TEST(statusSaysHowManyAndWhy);
    CPPUNIT_TEST(exportTellsAllButTheToken);
    CPPUNIT_TEST(exportToAFileIsForItsOwnerOnly);
    CPPUNIT_TEST(retriedAndDiscarded);
    CPPUNIT_TEST(discardWithoutATerminalNeedsAYes);
    CPPUNIT_TEST(removingAsksWhatBecomesOfEntries);
    CPPUNIT_TEST(removingWithOneAnswerOnly);
    CPPUNIT_TEST(removingDeliversFirst);
    CPPUNIT_TEST(removingAfterDeliveryNeedsEverythingGone);
    CPPUNIT_TEST(removingKeepsForTheOwner);
    CPPUNIT_TEST(removingDiscards);
    CPPUNIT_TEST_SUITE_END();

    const std::string unknown_ = "00000000-0000-4000-8000-00000000dead";
    std::unique_ptr<World> world_;
    std::unique_ptr<SyncBox> box_;
    std::vector<std::string> lectures_;

    test::Finished ctl(std::vector<std::string> words) {
        const std::vector<std::string> program{(test::buildDir() / "bin/durusctl").string(), "--data",
                                               (box_->directory / "data").string(), "--json"};
        words.insert(words.begin(), program.begin(), program.end());
        return test::runProcess(words);
    }
    Object::Ptr ask(const std::vector<std::string>& words) {
        const auto finished = ctl(words);
        CPPUNIT_ASSERT_EQUAL_MESSAGE(words.front() + ": " + finished.output, 0, finished.status);
        return Poco::JSON::Parser().parse(finished.output).extract<Object::Ptr>();
    }
    static std::vector<Object::Ptr> lines(std::istream& text) {
        std::vector<Object::Ptr> objects;
        for (std::string line; std::getline(text, line);)
            objects.push_back(Poco::JSON::Parser().parse(line).extract<Object::Ptr>());
        return objects;
    }

    /// The backend refuses one entry of a lecture it does not know.
    std::string quarantineOne() {
        box_->record(unknown_, Kind::Progress, 3);
        box_->record(lectures_[0], Kind::Progress, 4);
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().quarantined);
        return box_->store().outbox().quarantined(box_->account, 1).at(0).intent.id.str();
    }
    bool hasAccount() { return box_->store().accounts().account(box_->account).has_value(); }

public:
    void setUp() override {
        world_ = std::make_unique<World>();
        box_ = std::make_unique<SyncBox>(*world_, world_->backend().url());
        CPPUNIT_ASSERT(!box_->pullCatalogue().failure);
        lectures_ = box_->lectures();
    }
    void tearDown() override {
        box_.reset();
        world_.reset();
    }

    void statusSaysHowManyAndWhy() {
        quarantineOne();
        const auto accounts = ask({"status"})->getArray("accounts");
        Object::Ptr listener;
        for (unsigned i = 0; i < accounts->size(); ++i)
            if (accounts->getObject(i)->getValue<std::string>("account") == "listener")
                listener = accounts->getObject(i);
        CPPUNIT_ASSERT_EQUAL(1, listener->getValue<int>("quarantined"));
        const auto reasons = listener->getArray("quarantineReasons");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reasons->size());
        CPPUNIT_ASSERT_EQUAL(1, reasons->getObject(0)->getValue<int>("count"));
        CPPUNIT_ASSERT(!reasons->getObject(0)->getValue<std::string>("reason").empty());
    }

    void exportTellsAllButTheToken() {
        const auto id = quarantineOne();
        const auto finished = ctl({"quarantine", "export", "--account", "listener"});
        CPPUNIT_ASSERT_EQUAL(0, finished.status);
        CPPUNIT_ASSERT(finished.output.find(world_->token()) == std::string::npos);
        std::istringstream text(finished.output);
        const auto entries = lines(text);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, entries.size());
        const auto& entry = *entries[0];
        CPPUNIT_ASSERT_EQUAL(id, entry.getValue<std::string>("id"));
        CPPUNIT_ASSERT_EQUAL(unknown_, entry.getValue<std::string>("listing"));
        CPPUNIT_ASSERT_EQUAL(3000, entry.getValue<int>("positionMs"));
        CPPUNIT_ASSERT_EQUAL(std::string("permanent"), entry.getValue<std::string>("lastOutcome"));
        CPPUNIT_ASSERT(entry.getValue<int>("attempts") > 0);
        CPPUNIT_ASSERT_EQUAL(std::size_t{64}, entry.getValue<std::string>("requestSha256").size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{64}, entry.getValue<std::string>("answerSha256").size());
    }

    void exportToAFileIsForItsOwnerOnly() {
        quarantineOne();
        const auto file = box_->directory / "refused.jsonl";
        CPPUNIT_ASSERT_EQUAL(
            1, ask({"quarantine", "export", "--out", file.string()})->getValue<int>("exported"));
        std::ifstream text(file);
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines(text).size());
        const auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
        CPPUNIT_ASSERT(std::filesystem::status(file).permissions() == owner);
        CPPUNIT_ASSERT_EQUAL(1, ctl({"quarantine", "export", "--out", "/nowhere/at/all"}).status);
    }

    void retriedAndDiscarded() {
        const auto id = quarantineOne();
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, ask({"quarantine", "list"})->getArray("entries")->size());
        ask({"quarantine", "retry", id});
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, ask({"quarantine", "list"})->getArray("entries")->size());
        box_->record(lectures_[0], Kind::Progress, 5);
        box_->settle();
        ask({"quarantine", "discard", id, "--yes"});
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
    }

    void discardWithoutATerminalNeedsAYes() {
        const auto id = quarantineOne();
        CPPUNIT_ASSERT_EQUAL(2, ctl({"quarantine", "discard", id}).status);
        CPPUNIT_ASSERT_EQUAL(2, ctl({"account", "remove", "listener", "--discard"}).status);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().quarantined);
        CPPUNIT_ASSERT(hasAccount());
    }

    void removingAsksWhatBecomesOfEntries() {
        box_->record(lectures_[0], Kind::Progress, 4);
        CPPUNIT_ASSERT_EQUAL(1, ctl({"account", "remove", "listener"}).status);
        CPPUNIT_ASSERT(hasAccount());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
        box_->settle();
        ask({"account", "remove", "listener"});
        CPPUNIT_ASSERT(!hasAccount());
    }

    void removingWithOneAnswerOnly() {
        CPPUNIT_ASSERT_EQUAL(2, ctl({"account", "remove", "listener", "--keep", "--deliver"}).status);
        CPPUNIT_ASSERT(hasAccount());
    }

    void removingDeliversFirst() {
        box_->record(lectures_[0], Kind::Progress, 4);
        ask({"account", "remove", "listener", "--deliver"});
        CPPUNIT_ASSERT(!hasAccount());
        CPPUNIT_ASSERT_EQUAL(4L, world_->progress().at(lectures_[0]).positionSeconds);
    }

    void removingAfterDeliveryNeedsEverythingGone() {
        box_->record(lectures_[0], Kind::Progress, 4);
        world_->backend().stop();
        CPPUNIT_ASSERT_EQUAL(1, ctl({"account", "remove", "listener", "--deliver"}).status);
        CPPUNIT_ASSERT(hasAccount());
        world_->backend().start();
        quarantineOne();
        CPPUNIT_ASSERT_EQUAL(1, ctl({"account", "remove", "listener", "--deliver"}).status);
        CPPUNIT_ASSERT(hasAccount());
    }

    void removingKeepsForTheOwner() {
        box_->record(lectures_[0], Kind::Progress, 4);
        ask({"account", "remove", "listener", "--keep"});
        CPPUNIT_ASSERT(!hasAccount());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, box_->counts().pending);
        box_->store().accounts().addAccount({box_->account, model::BackendName{"home"}}, world_->token());
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(4L, world_->progress().at(lectures_[0]).positionSeconds);
    }

    void removingDiscards() {
        quarantineOne();
        box_->record(lectures_[1], Kind::Progress, 9);
        ask({"account", "remove", "listener", "--discard", "--yes"});
        CPPUNIT_ASSERT(!hasAccount());
        box_->store().accounts().addAccount({box_->account, model::BackendName{"home"}}, world_->token());
        box_->settle();
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, box_->counts().quarantined);
        CPPUNIT_ASSERT(!world_->progress().contains(lectures_[1]));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PersonDecidesTest);
