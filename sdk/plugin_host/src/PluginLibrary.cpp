// SPDX-License-Identifier: Apache-2.0
#include "HostBridge.h"
#include "PluginFile.h"

#include <durus/plugin_host/Abi.h>
#include <durus/plugin_host/PluginLibrary.h>

#include <dlfcn.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace durus::plugin_host {

namespace fs = std::filesystem;

namespace {

const std::string kAskAuthor = "ask the plugin's author for a version that keeps to the ABI";

const durus_plugin_entry_t& load(const fs::path& file) {
    void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        throw refusal(file, std::string("it cannot be loaded: ") + ::dlerror(),
                      "install what it needs, or build it for this system");
    void* symbol = ::dlsym(library, DURUS_PLUGIN_ENTRY_SYMBOL);
    if (symbol == nullptr)
        throw refusal(file, "it exports no " DURUS_PLUGIN_ENTRY_SYMBOL ", so it is no plugin for this ABI",
                      "move it out of the plugin directory, or build it with this SDK");
    const durus_plugin_entry_t* entry = nullptr;
    const auto status = callPlugin([&] {
        entry = reinterpret_cast<durus_plugin_entry_function_t>(symbol)();
        return DURUS_OK;
    });
    if (status != DURUS_OK || entry == nullptr)
        throw refusal(file, "its entry function gave nothing", kAskAuthor);
    return *entry;
}

bool isId(std::string_view id) noexcept {
    const auto isAlphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !id.empty() && id.size() <= 64 && isAlphanumeric(id.front()) &&
           std::all_of(id.begin(), id.end(),
                       [&](char c) { return isAlphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

bool isLabel(std::string_view text) noexcept {
    return isText(text, 200) && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
           });
}

void checkEntry(const fs::path& file, const durus_plugin_entry_t& entry) {
    if (entry.struct_size < sizeof entry)
        throw refusal(file, "its entry is smaller than ABI v1.0 asks for", kAskAuthor);
    if (entry.abi_major != DURUS_ABI_MAJOR)
        throw refusal(file,
                      "it was built for ABI " + std::to_string(entry.abi_major) + ", this is ABI " +
                          std::to_string(DURUS_ABI_MAJOR),
                      "install the plugin built for this version");
    if (!isId(view(entry.id)))
        throw refusal(file, "its id is not 1 to 64 of a-z, 0-9, '.', '_' and '-'", kAskAuthor);
    if (!isLabel(view(entry.name)) || !isLabel(view(entry.version)))
        throw refusal(file, "its name or version is not plain text", kAskAuthor);
    if (entry.init == nullptr || entry.deinit == nullptr || entry.get_extension == nullptr)
        throw refusal(file, "its entry lacks a function", kAskAuthor);
}

bool isComplete(const durus_event_translator_t& table) noexcept {
    return table.struct_size >= sizeof table && table.create != nullptr && table.destroy != nullptr &&
           table.translate != nullptr;
}

bool isComplete(const durus_backend_codec_t& table) noexcept {
    return table.struct_size >= sizeof table && table.create != nullptr && table.destroy != nullptr &&
           table.limits != nullptr && table.supports != nullptr && table.open_push != nullptr &&
           table.open_pull != nullptr && table.open_catalogue != nullptr && table.step != nullptr &&
           table.close != nullptr;
}

} // namespace

std::shared_ptr<PluginLibrary> PluginLibrary::open(const fs::path& file, PluginServices services) {
    fs::path real = checkPluginFile(file);
    const durus_plugin_entry_t& entry = load(real);
    checkEntry(real, entry);
    return std::shared_ptr<PluginLibrary>(new PluginLibrary(std::move(real), entry, services));
}

PluginLibrary::PluginLibrary(fs::path file, const durus_plugin_entry_t& entry, PluginServices services)
    : file_(std::move(file)), entry_(entry), id_(view(entry.id)), name_(view(entry.name)),
      version_(view(entry.version)), bridge_(std::make_unique<HostBridge>(id_, services)) {
    const auto status = callPlugin([&] { return entry_.init(bridge_->get()); });
    if (status < DURUS_OK)
        throw refusal(file_, "it refuses to start: " + std::string(statusName(status)),
                      "its own log lines say why");
    try {
        translator_ = static_cast<const durus_event_translator_t*>(extension(DURUS_EVENT_TRANSLATOR_ID));
        codec_ = static_cast<const durus_backend_codec_t*>(extension(DURUS_BACKEND_CODEC_ID));
        if ((translator_ != nullptr && !isComplete(*translator_)) ||
            (codec_ != nullptr && !isComplete(*codec_)))
            throw refusal(file_, "one of its extensions lacks a function", kAskAuthor);
    } catch (...) {
        callPlugin([&] { return entry_.deinit(); });
        throw;
    }
}

PluginLibrary::~PluginLibrary() {
    callPlugin([&] { return entry_.deinit(); });
}

const durus_host_t* PluginLibrary::host() const noexcept {
    return bridge_->get();
}

const void* PluginLibrary::extension(std::string_view id) const {
    const void* table = nullptr;
    const auto status = callPlugin([&] { return entry_.get_extension(borrow(id), &table); });
    if (status == DURUS_UNSUPPORTED) return nullptr;
    if (status < DURUS_OK)
        throw refusal(file_, "asking for " + std::string(id) + " failed: " + std::string(statusName(status)),
                      kAskAuthor);
    return table;
}

} // namespace durus::plugin_host
