// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/event_translator.h>
#include <durus/plugin_kit/Event.h>
#include <durus/plugin_kit/Guard.h>
#include <durus/plugin_kit/IntentWriter.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>

namespace durus::plugin_kit {

/// Turns events into intents. Derive, and export with DURUS_EXPORT_PLUGIN. A derived class is default
/// constructible, or takes (Host, std::string_view config).
class EventTranslator {
public:
    virtual ~EventTranslator() = default;

    /// Drafts what `event` means. A pure function of the event: it may come again after a crash, and must
    /// then give the same drafts with the same keys.
    /// Thread: one at a time. Errors: RetryLater has the batch delivered again later; anything else thrown
    /// stops the translator.
    virtual void translate(const Event& event, IntentWriter& intents) = 0;
};

/// Puts a translator behind the C functions of extension "durus.event-translator/1".
template<typename Translator>
class TranslatorExtension {
    static_assert(std::is_base_of_v<EventTranslator, Translator>);

public:
    static const durus_event_translator_t* table() noexcept {
        static constexpr durus_event_translator_t kTable{sizeof kTable, create, destroy, translate};
        return &kTable;
    }

private:
    struct Instance {
        Instance(Host by, std::string_view config) : host(by), translator(makePart<Translator>(by, config)) {}
        Host host;
        Translator translator;
    };

    static Instance* from(durus_translator_t* handle) noexcept { return reinterpret_cast<Instance*>(handle); }

    static durus_status_t create(const durus_host_t* host, durus_string_t config,
                                 durus_translator_t** translator) noexcept {
        if (translator == nullptr || !Host::isUsable(host)) return DURUS_INVALID_ARGUMENT;
        *translator = nullptr;
        return guarded(Host(host), [&] {
            auto instance = std::make_unique<Instance>(Host(host), view(config));
            *translator = reinterpret_cast<durus_translator_t*>(instance.release());
        });
    }

    static durus_status_t destroy(durus_translator_t* translator) noexcept {
        delete from(translator);
        return DURUS_OK;
    }

    static durus_status_t translate(durus_translator_t* handle, const durus_event_header_t* const* events,
                                    std::uint64_t count, const durus_intent_sink_t* sink) noexcept {
        if (handle == nullptr || sink == nullptr || sink->struct_size < sizeof *sink ||
            (events == nullptr && count != 0))
            return DURUS_INVALID_ARGUMENT;
        return guarded(from(handle)->host, [&] {
            EventTranslator& translator = from(handle)->translator;
            for (std::uint64_t i = 0; i < count; ++i) {
                if (events[i] == nullptr || events[i]->size < sizeof(durus_event_header_t))
                    throw Failure(DURUS_INVALID_ARGUMENT, "an event is shorter than its header");
                const Event event(*events[i]);
                IntentWriter intents(*sink, event);
                translator.translate(event, intents);
            }
        });
    }
};

} // namespace durus::plugin_kit
