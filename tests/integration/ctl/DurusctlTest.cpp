// SPDX-License-Identifier: Apache-2.0
#include "support/Box.h"

#include <Poco/JSON/Array.h>
#include <cppunit/extensions/HelperMacros.h>

#include <filesystem>
#include <fstream>
#include <set>

using durus::test::Box;
using durus::test::runProcess;
using durus::test::sourceDir;

/// durusctl as a person uses it, against a real backend over TLS.
class DurusctlTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(DurusctlTest);
    CPPUNIT_TEST(findsVocalisedArabicByPlainWords);
    CPPUNIT_TEST(findsAccentedLatinByPlainLetters);
    CPPUNIT_TEST(keepsLocalListingsOnTheBox);
    CPPUNIT_TEST(goesOnPastUnreadableFiles);
    CPPUNIT_TEST(refusesWhatTheBackendCannotRecord);
    CPPUNIT_TEST(onlyQuarantineAwaitsAPerson);
    CPPUNIT_TEST(deliversMarksOnce);
    CPPUNIT_TEST(keepsEverythingWhileTheBackendIsDown);
    CPPUNIT_TEST(playsThroughToTheBackend);
    CPPUNIT_TEST(tellsUsageFromFailure);
    CPPUNIT_TEST(namesWhatIsWrong);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override { box_ = std::make_unique<Box>(); }

    void findsVocalisedArabicByPlainWords() {
        // The title is آدَابُ طَالِبِ العِلْمِ: الإِخْلَاص
        for (const auto* query : {"اداب طالب العلم", "آداب", "الاخلاص", "الإخلاص طالب", "أداب"})
            CPPUNIT_ASSERT_MESSAGE(query, !found({"search", query}).empty());
        // المثابرة with taa marbuta is found with haa, and أهمية الوقت without hamza.
        CPPUNIT_ASSERT(!found({"search", "المثابره"}).empty());
        CPPUNIT_ASSERT(!found({"search", "اهميه الوقت"}).empty());
        CPPUNIT_ASSERT(found({"search", "كلمة لا توجد"}).empty());
    }

    void findsAccentedLatinByPlainLetters() {
        CPPUNIT_ASSERT(!found({"search", "adab al-talab"}).empty());
        CPPUNIT_ASSERT(!found({"search", "ADAB"}).empty());
        CPPUNIT_ASSERT(found({"search", "\"*( OR NEAR/"}).empty());
    }

    void keepsLocalListingsOnTheBox() {
        // A recording the backend does not know: its library, cut short by a second.
        const auto own = temp_ / "own.wav";
        const auto made = runProcess({"/usr/bin/ffmpeg", "-v", "error", "-t", "20", "-i",
                                      (samples() / "adab-al-talab-16khz.wav").string(), "-map_metadata", "-1",
                                      "-metadata", "title=Own notes", own.string()});
        CPPUNIT_ASSERT_EQUAL(0, made.status);
        const auto imported = box_->run({"import", own.string()})->getArray("imported");
        const auto slug = imported->getObject(0)->getValue<std::string>("slug");
        CPPUNIT_ASSERT(imported->getObject(0)->getValue<bool>("added"));

        box_->run({"favorite", slug});
        box_->run({"complete", slug});
        box_->run({"uncomplete", slug});
        box_->run({"sync", "--now"});
        CPPUNIT_ASSERT_EQUAL(0L, pending());
        CPPUNIT_ASSERT(box_->run({"list", "--favorites"})->getArray("listings")->size() == 1);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                             box_->backendSays("/me/library/saved/delta")->getArray("answer")->size());
        CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                             box_->backendSays("/audio/progress")->getArray("answer")->size());
    }

    void goesOnPastUnreadableFiles() {
        std::ofstream(temp_ / "noise.mp3") << "this is no audio";
        const auto folder = temp_.path().string();
        const auto finished =
            box_->tryRun({"import", (samples() / "adab-al-talab-16khz.wav").string(), folder});
        CPPUNIT_ASSERT_EQUAL(1, finished.status);
        CPPUNIT_ASSERT(finished.output.find("noise.mp3") != std::string::npos);
        CPPUNIT_ASSERT(finished.output.find("\"imported\":[{") != std::string::npos);
    }

    void refusesWhatTheBackendCannotRecord() {
        const auto slug = box_->lectures().front();
        box_->run({"complete", slug});
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"uncomplete", slug}).status);
        CPPUNIT_ASSERT_EQUAL(1L, pending());
    }

    void onlyQuarantineAwaitsAPerson() {
        box_->run({"favorite", box_->lectures().front()});
        const auto id =
            box_->run({"outbox", "list"})->getArray("entries")->getObject(0)->getValue<std::string>("id");
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, box_->run({"quarantine", "list"})->getArray("entries")->size());
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"quarantine", "discard", id, "--yes"}).status);
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"quarantine", "retry", id}).status);
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"quarantine", "retry", "nobody-knows"}).status);
        CPPUNIT_ASSERT_EQUAL(1L, pending());
    }

    void deliversMarksOnce() {
        const auto lectures = box_->lectures();
        box_->run({"favorite", lectures[0]});
        box_->run({"favorite", lectures[1]});
        box_->run({"unfavorite", lectures[1]});
        box_->run({"complete", lectures[2]});
        box_->run({"sync", "--now"});
        box_->run({"sync", "--now"});
        CPPUNIT_ASSERT_EQUAL(0L, pending());
        const auto saved = box_->backendSays("/me/library/saved/delta")->getArray("answer");
        std::size_t kept = 0;
        for (std::size_t i = 0; i < saved->size(); ++i)
            if (!saved->getObject(static_cast<unsigned>(i))->has("deletedAt")) ++kept;
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, kept);
        const auto progress = box_->backendSays("/audio/progress")->getArray("answer");
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, progress->size());
        CPPUNIT_ASSERT(progress->getObject(0)->has("completedAt"));
    }

    void keepsEverythingWhileTheBackendIsDown() {
        const auto slug = box_->lectures().front();
        box_->stopBackend();
        box_->run({"favorite", slug});
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"sync", "--now"}).status);
        CPPUNIT_ASSERT_EQUAL(1L, pending());
        box_->startBackend();
        box_->run({"sync", "--now"});
        CPPUNIT_ASSERT_EQUAL(0L, pending());
    }

    void playsThroughToTheBackend() {
        const auto slug = box_->lectures().front();
        const auto played = box_->tryRun({"play", slug, "--for", "3", "--output", "null"});
        CPPUNIT_ASSERT_EQUAL(0, played.status);
        CPPUNIT_ASSERT(played.output.find("\"ended\":\"stopped_by_user\"") != std::string::npos);
        box_->run({"sync", "--now"});
        const auto here =
            box_->run({"progress", slug})->getArray("progress")->getObject(0)->getValue<long>("positionMs");
        const auto there = box_->backendSays("/audio/progress")->getArray("answer")->getObject(0);
        CPPUNIT_ASSERT(here >= 1'500);
        CPPUNIT_ASSERT_EQUAL(here / 1000, there->getValue<long>("positionSeconds"));
    }

    void tellsUsageFromFailure() {
        CPPUNIT_ASSERT_EQUAL(2, box_->tryRun({"fly"}).status);
        CPPUNIT_ASSERT_EQUAL(2, box_->tryRun({"list", "--colour"}).status);
        CPPUNIT_ASSERT_EQUAL(2, box_->tryRun({"play"}).status);
        CPPUNIT_ASSERT_EQUAL(2, box_->tryRun({"outbox", "retry", "x"}).status);
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"play", "no-such-lecture"}).status);
        CPPUNIT_ASSERT_EQUAL(
            1, box_->tryRun({"backend", "add", "other", "--codec", "none", "--url", "https://127.0.0.1:1"})
                   .status);
    }

    void namesWhatIsWrong() {
        const auto doctor = box_->run({"doctor"});
        CPPUNIT_ASSERT(doctor->getValue<bool>("ok"));
        box_->stopBackend();
        CPPUNIT_ASSERT_EQUAL(1, box_->tryRun({"doctor"}).status);
    }

private:
    static std::filesystem::path samples() { return sourceDir() / "samples/library/audio"; }

    std::set<std::string> found(const std::vector<std::string>& words) {
        std::set<std::string> slugs;
        const auto listings = box_->run(words)->getArray("listings");
        for (std::size_t i = 0; i < listings->size(); ++i)
            slugs.insert(listings->getObject(static_cast<unsigned>(i))->getValue<std::string>("slug"));
        return slugs;
    }

    long pending() {
        long sum = 0;
        const auto accounts = box_->run({"status"})->getArray("accounts");
        for (std::size_t i = 0; i < accounts->size(); ++i)
            sum += accounts->getObject(static_cast<unsigned>(i))->getValue<long>("pending");
        return sum;
    }

    durus::test::TempDir temp_;
    std::unique_ptr<Box> box_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(DurusctlTest);
