// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace durus::http {

bool isDigit(char c) noexcept;
/// One or more of the characters that names of methods and headers are made of.
bool isToken(std::string_view text) noexcept;
/// No control characters but tabs: nothing that could begin another header.
bool isFieldValue(std::string_view text) noexcept;
bool equalIgnoringCase(std::string_view a, std::string_view b) noexcept;
/// Without the spaces and tabs at both ends.
std::string_view trimmed(std::string_view text) noexcept;

} // namespace durus::http
