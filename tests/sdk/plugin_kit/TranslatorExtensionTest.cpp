// SPDX-License-Identifier: Apache-2.0
#include "FakeHost.h"

#include <durus/plugin_kit/EventTranslator.h>

#include <cppunit/extensions/HelperMacros.h>

#include <new>
#include <stdexcept>
#include <string>
#include <vector>

using namespace durus::plugin_kit;

namespace {

/// Does what its configuration says.
class Scripted final : public EventTranslator {
public:
    Scripted(Host host, std::string_view config) : config_(config) {
        if (config_ == "refuse") throw Failure(DURUS_NOT_AUTHORIZED, "no permission");
        host.info("made with " + config_);
    }

    void translate(const Event& event, IntentWriter& intents) override {
        if (config_ == "runtime_error") throw std::runtime_error("a fault of the plugin");
        if (config_ == "int") throw 42;
        if (config_ == "bad_alloc") throw std::bad_alloc();
        if (config_ == "retry") throw RetryLater("not yet");
        if (const auto* progress = event.as<ProgressReported>())
            intents.progress(progress->position_ms, progress->duration_ms, event.keyOfEvent("p"));
        if (event.as<FavoriteMarked>() != nullptr) intents.favorite(event.keyOfSession("f"));
    }

private:
    std::string config_;
};

struct Draft {
    std::int32_t kind;
    std::uint64_t event;
    std::int64_t positionMs;
    std::string key;
    bool operator==(const Draft&) const = default;
};

struct FakeSink {
    FakeSink() : sink{sizeof sink, this, emit} {}
    static durus_status_t emit(const durus_intent_sink_t* sink, const durus_intent_draft_t* draft) {
        auto& self = *static_cast<FakeSink*>(sink->context);
        if (self.status < 0) return self.status;
        self.drafts.push_back(
            {draft->kind, draft->event_sequence, draft->position_ms, std::string(view(draft->dedupe_key))});
        return DURUS_OK;
    }
    durus_intent_sink_t sink;
    durus_status_t status = DURUS_OK;
    std::vector<Draft> drafts;
};

durus_event_header_t header(std::uint32_t size, std::uint32_t type, std::uint64_t sequence) {
    return {size, type, sequence, 0, 0, borrow("session"), borrow("account"), borrow("listing")};
}

const auto& kTable = *TranslatorExtension<Scripted>::table();

} // namespace

class TranslatorExtensionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TranslatorExtensionTest);
    CPPUNIT_TEST(translatesEventsInOrder);
    CPPUNIT_TEST(passesOverWhatItDoesNotKnow);
    CPPUNIT_TEST(readsALongerEventAsFarAsItIsKnown);
    CPPUNIT_TEST(letsNoExceptionOut);
    CPPUNIT_TEST(passesARefusalOn);
    CPPUNIT_TEST(tellsWhyItMakesNoInstance);
    CPPUNIT_TEST(refusesImpossibleArguments);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        progress_ = {header(sizeof progress_, DURUS_EVENT_PROGRESS_REPORTED, 7), 1500, 60'000, 0.5};
        favorite_ = {header(sizeof favorite_, DURUS_EVENT_FAVORITE_MARKED, 8), 1};
    }

    void translatesEventsInOrder() {
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK},
                             translate("quiet", {&progress_.header, &favorite_.header}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, sink_.drafts.size());
        CPPUNIT_ASSERT(sink_.drafts[0] == (Draft{DURUS_INTENT_PROGRESS, 7, 1500, "p:session:7"}));
        CPPUNIT_ASSERT(sink_.drafts[1] == (Draft{DURUS_INTENT_FAVORITE, 8, 0, "f:session"}));
        CPPUNIT_ASSERT_EQUAL(std::string("made with quiet"), host_.lines.front());
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, translate("quiet", {}));
    }

    void passesOverWhatItDoesNotKnow() {
        auto unknown = header(sizeof(durus_event_header_t), 4711, 9);
        auto cutShort = header(sizeof(durus_event_header_t), DURUS_EVENT_PROGRESS_REPORTED, 10);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, translate("quiet", {&unknown, &cutShort}));
        CPPUNIT_ASSERT(sink_.drafts.empty());
    }

    void readsALongerEventAsFarAsItIsKnown() {
        struct {
            durus_event_progress_reported_t known;
            std::uint64_t ofALaterVersion;
        } longer{progress_, 1};
        longer.known.header.size = sizeof longer;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, translate("quiet", {&longer.known.header}));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sink_.drafts.size());
    }

    void letsNoExceptionOut() {
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INTERNAL}, translate("runtime_error", {&progress_.header}));
        CPPUNIT_ASSERT_EQUAL(std::string("a fault of the plugin"), host_.lines.back());
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INTERNAL}, translate("int", {&progress_.header}));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_NO_MEMORY}, translate("bad_alloc", {&progress_.header}));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_RETRY_LATER}, translate("retry", {&progress_.header}));
        CPPUNIT_ASSERT_EQUAL(std::string("not yet"), host_.lines.back());
    }

    void passesARefusalOn() {
        sink_.status = DURUS_INVALID_ARGUMENT;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, translate("quiet", {&progress_.header}));
    }

    void tellsWhyItMakesNoInstance() {
        durus_translator_t* translator = nullptr;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_NOT_AUTHORIZED},
                             kTable.create(&host_.host, borrow("refuse"), &translator));
        CPPUNIT_ASSERT(translator == nullptr);
        CPPUNIT_ASSERT_EQUAL(std::string("no permission"), host_.lines.back());
    }

    void refusesImpossibleArguments() {
        durus_translator_t* translator = nullptr;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.create(nullptr, borrow(""), &translator));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.create(&host_.host, borrow(""), nullptr));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, kTable.destroy(nullptr));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             kTable.translate(nullptr, nullptr, 0, &sink_.sink));

        progress_.header.size = sizeof(durus_event_header_t) - 1;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, translate("quiet", {&progress_.header}));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, translate("quiet", {nullptr}));
        sink_.sink.struct_size = 8;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, translate("quiet", {}));
    }

private:
    durus_status_t translate(std::string_view config, std::vector<const durus_event_header_t*> events) {
        durus_translator_t* translator = nullptr;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, kTable.create(&host_.host, borrow(config), &translator));
        const auto status = kTable.translate(translator, events.data(), events.size(), &sink_.sink);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, kTable.destroy(translator));
        return status;
    }

    FakeHost host_;
    FakeSink sink_;
    durus_event_progress_reported_t progress_{};
    durus_event_favorite_marked_t favorite_{};
};

CPPUNIT_TEST_SUITE_REGISTRATION(TranslatorExtensionTest);
