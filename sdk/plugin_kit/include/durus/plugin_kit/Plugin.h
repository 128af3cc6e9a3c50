// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/entry.h>
#include <durus/plugin_kit/BackendCodec.h>
#include <durus/plugin_kit/EventTranslator.h>

#include <atomic>
#include <string_view>
#include <type_traits>

namespace durus::plugin_kit {

/// The entry of a plugin made of `Parts`: classes derived from EventTranslator or BackendCodec, at most one
/// of each.
template<typename... Parts>
class Plugin {
public:
    static const durus_plugin_entry_t* entry(std::string_view id, std::string_view name,
                                             std::string_view version) noexcept {
        static const durus_plugin_entry_t kEntry{sizeof kEntry, DURUS_ABI_MAJOR, DURUS_ABI_MINOR,
                                                 borrow(id),    borrow(name),    borrow(version),
                                                 init,          deinit,          getExtension};
        return &kEntry;
    }

private:
    static durus_status_t init(const durus_host_t* host) noexcept {
        if (!Host::isUsable(host)) return DURUS_INVALID_ARGUMENT;
        ++inits_;
        return DURUS_OK;
    }

    static durus_status_t deinit() noexcept {
        int inits = inits_;
        while (inits > 0)
            if (inits_.compare_exchange_weak(inits, inits - 1)) return DURUS_OK;
        return DURUS_WRONG_STATE;
    }

    static durus_status_t getExtension(durus_string_t id, const void** extension) noexcept {
        if (extension == nullptr) return DURUS_INVALID_ARGUMENT;
        *extension = nullptr;
        if (inits_ == 0) return DURUS_WRONG_STATE;
        ((*extension = *extension != nullptr ? *extension : offer<Parts>(view(id))), ...);
        return *extension != nullptr ? DURUS_OK : DURUS_UNSUPPORTED;
    }

    template<typename Part>
    static const void* offer(std::string_view id) noexcept {
        if constexpr (std::is_base_of_v<EventTranslator, Part>)
            return id == DURUS_EVENT_TRANSLATOR_ID ? TranslatorExtension<Part>::table() : nullptr;
        else
            return id == DURUS_BACKEND_CODEC_ID ? CodecExtension<Part>::table() : nullptr;
    }

    static inline std::atomic<int> inits_{0};
};

} // namespace durus::plugin_kit

/// Makes a shared object a plugin: DURUS_EXPORT_PLUGIN("my-plugin", "My plugin", "1.0", MyTranslator). Once,
/// in one source file, outside every namespace.
#define DURUS_EXPORT_PLUGIN(id, name, version, ...)                                                          \
    extern "C" __attribute__((visibility("default"))) const durus_plugin_entry_t* durus_plugin_entry_v1() {  \
        return ::durus::plugin_kit::Plugin<__VA_ARGS__>::entry(id, name, version);                           \
    }
