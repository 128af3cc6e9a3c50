// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/status.h>
#include <durus/abi/string.h>

#include <string>
#include <string_view>

namespace durus::plugin_host {

/// A plugin's text. Lifetime: that of `text`.
inline std::string_view view(durus_string_t text) noexcept {
    return text.data == nullptr ? std::string_view{}
                                : std::string_view{text.data, static_cast<std::size_t>(text.size)};
}

/// A text for a plugin. Lifetime: that of `text`.
inline durus_string_t borrow(std::string_view text) noexcept {
    return {text.data(), text.size()};
}

/// "retry_later", "internal", ...: for logs and messages.
std::string_view statusName(durus_status_t status) noexcept;

/// Whether `text` may be stored and shown: well-formed UTF-8 of at most `maxBytes`.
bool isText(std::string_view text, std::size_t maxBytes) noexcept;

/// Calls into a plugin. One that lets an exception out, against the contract, has failed with DURUS_INTERNAL.
template<typename Call>
durus_status_t callPlugin(Call&& call) noexcept {
    try {
        return call();
    } catch (...) {
        return DURUS_INTERNAL;
    }
}

/// Answers a plugin's call with `take`, which returns why it refuses, or null. The first refusal is kept in
/// `fault`, because a plugin may ignore the status; so is a failure of our own, which can only be memory.
template<typename Take>
durus_status_t answerPlugin(const char*& fault, Take&& take) noexcept {
    const char* refused = "there was no memory for what it passed";
    durus_status_t status = DURUS_NO_MEMORY;
    try {
        refused = take();
        status = refused == nullptr ? DURUS_OK : DURUS_INVALID_ARGUMENT;
    } catch (...) {
    }
    if (fault == nullptr) fault = refused;
    return status;
}

} // namespace durus::plugin_host
