// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace platform {

/// Reads one JSON text (RFC 8259), once.
class JsonReader {
public:
    explicit JsonReader(std::string_view text) : rest_(text) {}

    std::optional<Json> read();

private:
    bool value(Json& out, int depth);
    bool object(Json& out, int depth);
    bool array(Json& out, int depth);
    bool string(std::string& out);
    bool escape(std::string& out);
    bool codeUnit(std::uint32_t& out);
    bool number(Json& out);
    bool word(std::string_view expected);
    bool skip(char expected);
    void skipSpace();
    bool isNext(char c) const noexcept { return !rest_.empty() && rest_.front() == c; }

    std::string_view rest_;
};

} // namespace platform
