// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_host/PluginLibrary.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace durus::plugin_host {

/// A file that did not become a plugin, and why.
struct PluginProblem {
    std::filesystem::path file;
    std::string fault;
    std::string nextStep; ///< what a person can do; may be empty
};

/// The plugins of this process. Thread: one at a time.
class PluginRegistry {
public:
    explicit PluginRegistry(PluginServices services) : services_(services) {}

    /// Loads every *.so of the directories, in their order and by name within each. Of two plugins with the
    /// same id the first one found counts. A directory that does not exist is passed over; a file that
    /// cannot be used becomes a problem and stops nobody else.
    void discover(std::span<const std::filesystem::path> directories);

    std::span<const std::shared_ptr<PluginLibrary>> plugins() const noexcept { return plugins_; }
    std::span<const PluginProblem> problems() const noexcept { return problems_; }

    /// The plugin of that id, or null.
    std::shared_ptr<PluginLibrary> find(std::string_view id) const noexcept;

private:
    void add(const std::filesystem::path& file);

    PluginServices services_;
    std::vector<std::shared_ptr<PluginLibrary>> plugins_;
    std::vector<PluginProblem> problems_;
};

} // namespace durus::plugin_host
