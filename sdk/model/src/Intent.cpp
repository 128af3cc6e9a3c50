// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Intent.h>

#include <array>
#include <utility>

namespace durus::model {

namespace {

constexpr std::array<std::pair<IntentKind, std::string_view>, 5> kNames{{
    {IntentKind::Progress, "progress"},
    {IntentKind::Completed, "completed"},
    {IntentKind::Uncompleted, "uncompleted"},
    {IntentKind::Favorite, "favorite"},
    {IntentKind::Unfavorite, "unfavorite"},
}};

} // namespace

IntentFamily familyOf(IntentKind kind) noexcept {
    const bool favorite = kind == IntentKind::Favorite || kind == IntentKind::Unfavorite;
    return favorite ? IntentFamily::Favorite : IntentFamily::Progress;
}

std::string_view name(IntentKind kind) noexcept {
    for (const auto& [each, text] : kNames)
        if (each == kind) return text;
    return {};
}

std::optional<IntentKind> intentKindFrom(std::string_view name) noexcept {
    for (const auto& [each, text] : kNames)
        if (text == name) return each;
    return std::nullopt;
}

std::string_view name(IntentFamily family) noexcept {
    return family == IntentFamily::Favorite ? "favorite" : "progress";
}

} // namespace durus::model
