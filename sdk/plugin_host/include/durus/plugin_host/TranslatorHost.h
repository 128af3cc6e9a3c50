// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Log.h>
#include <durus/plugin_host/EventJournal.h>
#include <durus/plugin_host/PluginLibrary.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace durus::plugin_host {

/// How a translator stands.
struct TranslatorStatus {
    std::string plugin;
    std::uint64_t events = 0;  ///< translated since it was added
    std::uint64_t intents = 0; ///< recorded since it was added
    std::string fault;         ///< why it was stopped; empty while it works
};

struct DeliveryReport {
    std::size_t events = 0;  ///< translated, counted once for each translator
    std::size_t intents = 0; ///< recorded
    bool retryLater = false; ///< a translator asked to be given its events again later
};

/// Hands journalled events to translators and records what they make of them. Each translator has a cursor of
/// its own; one that breaks its contract is stopped, keeps its cursor, and stops nobody else.
/// Thread: one, which is the plugin thread of every translator.
class TranslatorHost {
public:
    /// Events handed over, and recorded, at a time.
    static constexpr std::size_t kBatch = 256;

    /// Both references outlive the host.
    TranslatorHost(EventJournal& journal, Log& log);
    ~TranslatorHost();
    TranslatorHost(const TranslatorHost&) = delete;
    TranslatorHost& operator=(const TranslatorHost&) = delete;

    /// Takes a translator in. Errors: Error(InvalidInput) if the plugin offers none, Error(AlreadyExists),
    /// Error(PluginMisbehaved) if it makes no instance.
    void add(std::shared_ptr<PluginLibrary> plugin, std::string_view config = {});

    /// Gives every translator all events it has not seen. Errors: those of the journal; nothing is lost then,
    /// the next call goes on where this one stopped.
    DeliveryReport deliver();

    std::vector<TranslatorStatus> status() const;

private:
    class Translator;

    void deliverTo(Translator& translator, DeliveryReport& report);

    EventJournal& journal_;
    Log& log_;
    std::vector<std::unique_ptr<Translator>> translators_;
};

} // namespace durus::plugin_host
