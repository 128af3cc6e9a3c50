// SPDX-License-Identifier: Apache-2.0
// A translator without the kit, so that it can break every rule: its configuration says which.
#include <durus/abi/abi.h>

#include <stdexcept>
#include <string>

namespace {

struct Scripted {
    std::string script;
    int calls = 0;
};

Scripted* from(durus_translator_t* translator) {
    return reinterpret_cast<Scripted*>(translator);
}

durus_status_t create(const durus_host_t*, durus_string_t config, durus_translator_t** translator) {
    const std::string script(config.data, config.size);
    *translator = nullptr;
    if (script == "no instance") return DURUS_OK;
    if (script == "refuse") return DURUS_NOT_AUTHORIZED;
    *translator = reinterpret_cast<durus_translator_t*>(new Scripted{script});
    return DURUS_OK;
}

durus_status_t destroy(durus_translator_t* translator) {
    delete from(translator);
    return DURUS_OK;
}

/// A progress intent of a tenth of the sequence, broken as the script says.
durus_status_t emit(const std::string& script, const durus_event_header_t& event,
                    const durus_intent_sink_t& sink) {
    std::string key = "key:" + std::to_string(event.sequence);
    durus_intent_draft_t draft{};
    draft.struct_size = sizeof draft;
    draft.kind = DURUS_INTENT_PROGRESS;
    draft.event_sequence = event.sequence;
    draft.position_ms = static_cast<std::int64_t>(event.sequence) * 100;
    if (script == "bad kind") draft.kind = 5;
    if (script == "foreign event") draft.event_sequence += 1000;
    if (script == "negative") draft.position_ms = -1;
    if (script == "absurd") draft.duration_ms = DURUS_MAX_SPAN_MS + 1;
    if (script == "no key") key.clear();
    if (script == "long key") key.assign(DURUS_MAX_DEDUPE_KEY + 1, 'k');
    if (script == "longest key") key.assign(DURUS_MAX_DEDUPE_KEY, static_cast<char>('a' + event.sequence));
    if (script == "binary key") key = "\xC0\x80";
    if (script == "small draft") draft.struct_size = 16;
    if (script == "same key") key = "always";
    draft.dedupe_key = {key.data(), key.size()};
    if (script == "null draft") return sink.emit(&sink, nullptr);
    return sink.emit(&sink, &draft);
}

durus_status_t translate(durus_translator_t* translator, const durus_event_header_t* const* events,
                         std::uint64_t count, const durus_intent_sink_t* sink) {
    Scripted& scripted = *from(translator);
    const std::string& script = scripted.script;
    if (script == "throw") throw std::runtime_error("out of a plugin");
    if (script == "retry once" && ++scripted.calls == 1) return DURUS_RETRY_LATER;
    if (script == "fail") return DURUS_UNRECOVERABLE;
    for (std::uint64_t i = 0; i < count; ++i) {
        const int drafts = script == "flood" ? 100 : script == "nothing" ? 0 : 1;
        for (int n = 0; n < drafts; ++n) {
            const auto status = emit(script, *events[i], *sink);
            if (status < 0 && script == "honest bad kind") return status;
        }
    }
    return script == "informational" ? 1 : DURUS_OK;
}

const durus_event_translator_t kTranslator{sizeof kTranslator, create, destroy, translate};

durus_status_t init(const durus_host_t*) {
    return DURUS_OK;
}
durus_status_t deinit() {
    return DURUS_OK;
}
durus_status_t getExtension(durus_string_t id, const void** extension) {
    const bool wanted = std::string(id.data, id.size) == DURUS_EVENT_TRANSLATOR_ID;
    *extension = wanted ? &kTranslator : nullptr;
    return wanted ? DURUS_OK : DURUS_UNSUPPORTED;
}

const durus_plugin_entry_t kEntry{sizeof kEntry,
                                  DURUS_ABI_MAJOR,
                                  DURUS_ABI_MINOR,
                                  {PLUGIN_ID, sizeof PLUGIN_ID - 1},
                                  {"Scripted", 8},
                                  {"1", 1},
                                  init,
                                  deinit,
                                  getExtension};

} // namespace

extern "C" __attribute__((visibility("default"))) const durus_plugin_entry_t* durus_plugin_entry_v1() {
    return &kEntry;
}
