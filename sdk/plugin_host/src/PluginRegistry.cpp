// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>
#include <durus/plugin_host/PluginRegistry.h>

#include <algorithm>

namespace durus::plugin_host {

namespace fs = std::filesystem;

namespace {

/// The *.so of a directory by name; nothing if it cannot be read, `failed` then says why.
std::vector<fs::path> candidates(const fs::path& directory, std::error_code& failed) {
    std::vector<fs::path> files;
    for (auto entry = fs::directory_iterator(directory, failed); !failed && entry != fs::directory_iterator();
         entry.increment(failed))
        if (entry->path().extension() == ".so") files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

void PluginRegistry::discover(std::span<const fs::path> directories) {
    for (const fs::path& directory : directories) {
        std::error_code failed;
        for (const fs::path& file : candidates(directory, failed))
            add(file);
        if (failed && failed != std::errc::no_such_file_or_directory)
            problems_.push_back({directory, "the plugin directory cannot be read: " + failed.message(),
                                 "make it readable, or take it out of the plugin path"});
    }
}

void PluginRegistry::add(const fs::path& file) {
    std::error_code failed;
    const fs::path real = fs::canonical(file, failed);
    const auto isThisFile = [&](const auto& plugin) { return plugin->file() == real; };
    if (!failed && std::any_of(plugins_.begin(), plugins_.end(), isThisFile)) return;
    try {
        auto plugin = PluginLibrary::open(file, services_);
        if (const auto first = find(plugin->id()))
            problems_.push_back({file,
                                 "its id \"" + plugin->id() + "\" is taken by " + first->file().string(),
                                 "remove one of the two"});
        else
            plugins_.push_back(std::move(plugin));
    } catch (const Error& error) {
        services_.log.warning("plugins", "a plugin was refused", {{"fault", error.what()}});
        problems_.push_back({file, error.what(), error.nextStep()});
    }
}

std::shared_ptr<PluginLibrary> PluginRegistry::find(std::string_view id) const noexcept {
    const auto found = std::find_if(plugins_.begin(), plugins_.end(),
                                    [&](const auto& plugin) { return plugin->id() == id; });
    return found == plugins_.end() ? nullptr : *found;
}

} // namespace durus::plugin_host
