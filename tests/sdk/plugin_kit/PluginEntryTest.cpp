// SPDX-License-Identifier: Apache-2.0
#include "FakeHost.h"

#include <durus/plugin_kit/Plugin.h>

#include <cppunit/extensions/HelperMacros.h>

using namespace durus::plugin_kit;

namespace {

class Translator final : public EventTranslator {
    void translate(const Event&, IntentWriter&) override {}
};

class Codec final : public BackendCodec {
    bool supports(IntentKind) override { return true; }
    std::unique_ptr<Exchange> push(std::vector<Intent>) override { return nullptr; }
    std::unique_ptr<Exchange> pull(std::string, std::chrono::milliseconds) override { return nullptr; }
    std::unique_ptr<Exchange> catalogue() override { return nullptr; }
};

using Both = Plugin<Translator, Codec>;
using OnlyCodec = Plugin<Codec>;

} // namespace

class PluginEntryTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PluginEntryTest);
    CPPUNIT_TEST(saysWhoItIs);
    CPPUNIT_TEST(offersItsPartsByExactId);
    CPPUNIT_TEST(offersNothingElse);
    CPPUNIT_TEST(isMuteBeforeInitAndAfterDeinit);
    CPPUNIT_TEST(countsInits);
    CPPUNIT_TEST(refusesAHostThatIsTooOld);
    CPPUNIT_TEST_SUITE_END();

public:
    void saysWhoItIs() {
        const auto* entry = Both::entry("both", "Both of them", "1.2.3");
        CPPUNIT_ASSERT_EQUAL(std::uint32_t{sizeof(durus_plugin_entry_t)}, entry->struct_size);
        CPPUNIT_ASSERT_EQUAL(std::uint16_t{DURUS_ABI_MAJOR}, entry->abi_major);
        CPPUNIT_ASSERT_EQUAL(std::string("both"), std::string(view(entry->id)));
        CPPUNIT_ASSERT_EQUAL(std::string("Both of them"), std::string(view(entry->name)));
        CPPUNIT_ASSERT_EQUAL(std::string("1.2.3"), std::string(view(entry->version)));
        CPPUNIT_ASSERT(entry == Both::entry("both", "Both of them", "1.2.3"));
    }

    void offersItsPartsByExactId() {
        const auto* entry = begin<Both>();
        CPPUNIT_ASSERT(ask(entry, DURUS_EVENT_TRANSLATOR_ID) == TranslatorExtension<Translator>::table());
        CPPUNIT_ASSERT(ask(entry, DURUS_BACKEND_CODEC_ID) == CodecExtension<Codec>::table());
        entry->deinit();
    }

    void offersNothingElse() {
        const auto* entry = begin<OnlyCodec>();
        for (const std::string_view id :
             {"durus.event-translator/1", "durus.backend-codec/2", "durus.backend-codec/1 ",
              "durus.backend-codec/1x", "durus.backend-codec/", "DURUS.BACKEND-CODEC/1", ""}) {
            const void* extension = entry;
            CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string(id), std::int32_t{DURUS_UNSUPPORTED},
                                         entry->get_extension(borrow(id), &extension));
            CPPUNIT_ASSERT(extension == nullptr);
        }
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_UNSUPPORTED}, askStatus(entry, {nullptr, 0}));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT},
                             entry->get_extension(borrow(DURUS_BACKEND_CODEC_ID), nullptr));
        entry->deinit();
    }

    void isMuteBeforeInitAndAfterDeinit() {
        const auto* entry = OnlyCodec::entry("codec", "", "");
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_WRONG_STATE},
                             askStatus(entry, borrow(DURUS_BACKEND_CODEC_ID)));
        entry->init(&host_.host);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, askStatus(entry, borrow(DURUS_BACKEND_CODEC_ID)));
        entry->deinit();
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_WRONG_STATE},
                             askStatus(entry, borrow(DURUS_BACKEND_CODEC_ID)));
    }

    void countsInits() {
        const auto* entry = OnlyCodec::entry("codec", "", "");
        entry->init(&host_.host);
        entry->init(&host_.host);
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, entry->deinit());
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, askStatus(entry, borrow(DURUS_BACKEND_CODEC_ID)));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, entry->deinit());
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_WRONG_STATE}, entry->deinit());
    }

    void refusesAHostThatIsTooOld() {
        const auto* entry = OnlyCodec::entry("codec", "", "");
        host_.host.struct_size = sizeof(durus_host_t) - 1;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, entry->init(&host_.host));
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_INVALID_ARGUMENT}, entry->init(nullptr));
        host_.host.struct_size = sizeof(durus_host_t) + 64;
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, entry->init(&host_.host));
        entry->deinit();
    }

private:
    template<typename AnyPlugin>
    const durus_plugin_entry_t* begin() {
        const auto* entry = AnyPlugin::entry("plugin", "Plugin", "1");
        CPPUNIT_ASSERT_EQUAL(std::int32_t{DURUS_OK}, entry->init(&host_.host));
        return entry;
    }
    static const void* ask(const durus_plugin_entry_t* entry, std::string_view id) {
        const void* extension = nullptr;
        entry->get_extension(borrow(id), &extension);
        return extension;
    }
    static durus_status_t askStatus(const durus_plugin_entry_t* entry, durus_string_t id) {
        const void* extension = nullptr;
        return entry->get_extension(id, &extension);
    }

    FakeHost host_;
};

CPPUNIT_TEST_SUITE_REGISTRATION(PluginEntryTest);
