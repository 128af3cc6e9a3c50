// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/OutboxStore.h>

#include <array>

namespace durus::sync {

namespace {

constexpr std::array kStates{DeliveryState::Pending,    DeliveryState::InBatch,    DeliveryState::Acked,
                             DeliveryState::Superseded, DeliveryState::Suppressed, DeliveryState::Quarantined,
                             DeliveryState::Discarded};

} // namespace

std::string_view name(DeliveryState state) noexcept {
    switch (state) {
    case DeliveryState::Pending:
        return "pending";
    case DeliveryState::InBatch:
        return "in_batch";
    case DeliveryState::Acked:
        return "acked";
    case DeliveryState::Superseded:
        return "superseded";
    case DeliveryState::Suppressed:
        return "suppressed";
    case DeliveryState::Quarantined:
        return "quarantined";
    case DeliveryState::Discarded:
        return "discarded";
    }
    return "pending";
}

std::optional<DeliveryState> deliveryStateFrom(std::string_view text) noexcept {
    for (const DeliveryState state : kStates)
        if (name(state) == text) return state;
    return std::nullopt;
}

} // namespace durus::sync
