// SPDX-License-Identifier: Apache-2.0
#include "Instance.h"
#include "PluginExchange.h"

#include <durus/plugin_codec/PluginBackendCodec.h>

#include <utility>
#include <vector>

namespace durus::plugin_codec {

using plugin_host::borrow;
using plugin_host::callPlugin;

namespace {

durus_intent_t toAbi(const model::Intent& intent) {
    durus_intent_t out{};
    out.struct_size = sizeof out;
    out.kind = static_cast<std::int32_t>(intent.kind);
    out.sequence = intent.sequence;
    out.id = borrow(intent.id.str());
    out.listing = borrow(intent.listing.str());
    out.slug = borrow(intent.slug.str());
    out.position_ms = intent.position.count();
    out.duration_ms = intent.duration.count();
    out.occurred_at_ms = intent.occurredAt.sinceEpoch.count();
    return out;
}

} // namespace

PluginBackendCodec::PluginBackendCodec(std::shared_ptr<plugin_host::PluginLibrary> plugin,
                                       std::string_view config) {
    if (plugin->codec() == nullptr)
        throw Error(ErrorCode::InvalidInput, "plugin " + plugin->id() + " is no backend codec",
                    "name a codec that `durusctl plugins list` shows");
    instance_ = std::make_shared<Instance>(std::move(plugin), config);
}

sync::BackendCodec::Limits PluginBackendCodec::limits() const {
    durus_codec_limits_t limits{};
    limits.struct_size = sizeof limits;
    instance_->check(callPlugin([&] { return instance_->table().limits(instance_->handle(), &limits); }),
                     "asking for its limits");
    if (limits.max_intents == 0 || limits.max_body_bytes == 0)
        throw instance_->misbehaved("its limits allow nothing to be sent");
    return {static_cast<std::size_t>(limits.max_intents), static_cast<std::size_t>(limits.max_body_bytes)};
}

bool PluginBackendCodec::supports(model::IntentKind kind) const {
    const auto status = callPlugin(
        [&] { return instance_->table().supports(instance_->handle(), static_cast<std::int32_t>(kind)); });
    if (status == DURUS_UNSUPPORTED) return false;
    instance_->check(status, "asking what it supports");
    return true;
}

std::unique_ptr<sync::CodecExchange> PluginBackendCodec::push(std::span<const model::Intent> intents) {
    std::vector<durus_intent_t> values;
    std::vector<const durus_intent_t*> pointers;
    std::vector<std::uint64_t> sequences;
    values.reserve(intents.size());
    for (const auto& intent : intents) {
        values.push_back(toAbi(intent));
        pointers.push_back(&values.back());
        sequences.push_back(intent.sequence);
    }
    durus_exchange_t* exchange = nullptr;
    const auto status = callPlugin([&] {
        return instance_->table().open_push(instance_->handle(), pointers.data(), pointers.size(), &exchange);
    });
    return std::make_unique<PluginExchange>(instance_, exchange, status, std::move(sequences));
}

std::unique_ptr<sync::CodecExchange> PluginBackendCodec::pull(const std::string& cursor, WallTime now) {
    durus_exchange_t* exchange = nullptr;
    const auto status = callPlugin([&] {
        return instance_->table().open_pull(instance_->handle(), borrow(cursor), now.sinceEpoch.count(),
                                            &exchange);
    });
    return std::make_unique<PluginExchange>(instance_, exchange, status, std::vector<std::uint64_t>{});
}

std::unique_ptr<sync::CodecExchange> PluginBackendCodec::catalogue() {
    durus_exchange_t* exchange = nullptr;
    const auto status =
        callPlugin([&] { return instance_->table().open_catalogue(instance_->handle(), &exchange); });
    return std::make_unique<PluginExchange>(instance_, exchange, status, std::vector<std::uint64_t>{});
}

std::unique_ptr<sync::CodecExchange> PluginBackendCodec::rejectionCheck() {
    const auto open = instance_->table().open_rejection_check;
    if (open == nullptr) return nullptr;
    durus_exchange_t* exchange = nullptr;
    const auto status = callPlugin([&] { return open(instance_->handle(), &exchange); });
    if (status == DURUS_UNSUPPORTED) return nullptr;
    return std::make_unique<PluginExchange>(instance_, exchange, status, std::vector<std::uint64_t>{});
}

} // namespace durus::plugin_codec
