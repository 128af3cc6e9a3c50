// SPDX-License-Identifier: Apache-2.0
#include <durus/plugin_host/Abi.h>

#include <cstdint>

namespace durus::plugin_host {

std::string_view statusName(durus_status_t status) noexcept {
    if (status >= DURUS_OK) return "ok";
    switch (status) {
    case DURUS_INVALID_ARGUMENT:
        return "invalid_argument";
    case DURUS_UNSUPPORTED:
        return "unsupported";
    case DURUS_WRONG_THREAD:
        return "wrong_thread";
    case DURUS_WRONG_STATE:
        return "wrong_state";
    case DURUS_RETRY_LATER:
        return "retry_later";
    case DURUS_NOT_AUTHORIZED:
        return "not_authorized";
    case DURUS_UNRECOVERABLE:
        return "unrecoverable";
    case DURUS_NO_MEMORY:
        return "no_memory";
    default:
        return "internal";
    }
}

namespace {

/// Length of the UTF-8 sequence at the front of `text`; 0 if it is malformed, overlong or a surrogate.
std::size_t sequenceLength(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
    return overlong || outside ? 0 : length;
}

} // namespace

bool isText(std::string_view text, std::size_t maxBytes) noexcept {
    if (text.size() > maxBytes) return false;
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace durus::plugin_host
