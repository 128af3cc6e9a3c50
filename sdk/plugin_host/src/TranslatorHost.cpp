// SPDX-License-Identifier: Apache-2.0
#include "DraftCollector.h"

#include <durus/core/Error.h>
#include <durus/plugin_host/Abi.h>
#include <durus/plugin_host/EventBatch.h>
#include <durus/plugin_host/TranslatorHost.h>

#include <algorithm>
#include <utility>

namespace durus::plugin_host {

/// An instance of a translator, with its standing.
class TranslatorHost::Translator {
public:
    Translator(std::shared_ptr<PluginLibrary> plugin, std::string_view config) : plugin_(std::move(plugin)) {
        status_.plugin = plugin_->id();
        const auto made = callPlugin(
            [&] { return plugin_->translator()->create(plugin_->host(), borrow(config), &instance_); });
        if (made < DURUS_OK || instance_ == nullptr)
            throw Error(ErrorCode::PluginMisbehaved,
                        "plugin " + plugin_->id() +
                            ": it makes no translator: " + std::string(statusName(made)),
                        "its own log lines say why");
    }
    ~Translator() {
        callPlugin([&] { return plugin_->translator()->destroy(instance_); });
    }
    Translator(const Translator&) = delete;
    Translator& operator=(const Translator&) = delete;

    durus_status_t translate(const EventBatch& events, const durus_intent_sink_t* sink) {
        return callPlugin(
            [&] { return plugin_->translator()->translate(instance_, events.data(), events.size(), sink); });
    }

    TranslatorStatus& status() noexcept { return status_; }
    bool isStopped() const noexcept { return !status_.fault.empty(); }

private:
    std::shared_ptr<PluginLibrary> plugin_;
    durus_translator_t* instance_ = nullptr;
    TranslatorStatus status_;
};

TranslatorHost::TranslatorHost(EventJournal& journal, Log& log) : journal_(journal), log_(log) {}

TranslatorHost::~TranslatorHost() = default;

void TranslatorHost::add(std::shared_ptr<PluginLibrary> plugin, std::string_view config) {
    if (plugin->translator() == nullptr)
        throw Error(ErrorCode::InvalidInput, "plugin " + plugin->id() + " is no event translator");
    const auto isThere = [&](const auto& other) { return other->status().plugin == plugin->id(); };
    if (std::any_of(translators_.begin(), translators_.end(), isThere))
        throw Error(ErrorCode::AlreadyExists, "plugin " + plugin->id() + " is at work already");
    translators_.push_back(std::make_unique<Translator>(std::move(plugin), config));
}

DeliveryReport TranslatorHost::deliver() {
    DeliveryReport report;
    for (const auto& translator : translators_)
        deliverTo(*translator, report);
    return report;
}

void TranslatorHost::deliverTo(Translator& translator, DeliveryReport& report) {
    TranslatorStatus& status = translator.status();
    while (!translator.isStopped()) {
        const auto events = journal_.unseen(status.plugin, kBatch);
        if (events.empty()) return;
        DraftCollector drafts(events);
        const auto result = translator.translate(EventBatch(events), drafts.sink());
        if (result == DURUS_RETRY_LATER && drafts.fault() == nullptr) {
            report.retryLater = true;
            return;
        }
        if (result < DURUS_OK || drafts.fault() != nullptr) {
            status.fault =
                drafts.fault() != nullptr ? drafts.fault() : "it failed: " + std::string(statusName(result));
            log_.error("plugins", "a translator was stopped",
                       {{"plugin", status.plugin}, {"fault", status.fault}});
            return;
        }
        const auto recorded = journal_.commit({status.plugin, events.back().sequence, drafts.take()});
        status.events += events.size();
        status.intents += recorded;
        report.events += events.size();
        report.intents += recorded;
    }
}

std::vector<TranslatorStatus> TranslatorHost::status() const {
    std::vector<TranslatorStatus> all;
    for (const auto& translator : translators_)
        all.push_back(translator->status());
    return all;
}

} // namespace durus::plugin_host
