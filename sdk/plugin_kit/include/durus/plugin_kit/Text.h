// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/string.h>

#include <string_view>

namespace durus::plugin_kit {

/// The text of the other side. Lifetime: that of `text`.
inline std::string_view view(durus_string_t text) noexcept {
    return text.data == nullptr ? std::string_view{}
                                : std::string_view{text.data, static_cast<std::size_t>(text.size)};
}

/// A text for the other side. Lifetime: that of `text`.
inline durus_string_t borrow(std::string_view text) noexcept {
    return {text.data(), text.size()};
}

} // namespace durus::plugin_kit
