// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Uuid.h>

#include <algorithm>
#include <cstdio>

namespace durus {

std::string makeUuidV7(WallTime now, Random& random) {
    // A clock before 1970 must not make the id of the farthest future.
    const auto since = std::max<Milliseconds::rep>(now.sinceEpoch.count(), 0);
    const auto stamp = static_cast<std::uint64_t>(since) & 0xFFFF'FFFF'FFFFU;
    const std::uint64_t high = (stamp << 16) | 0x7000U | (random.next() & 0x0FFFU);
    const std::uint64_t low = (random.next() & 0x3FFF'FFFF'FFFF'FFFFU) | 0x8000'0000'0000'0000U;
    char text[37];
    std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%012llx", static_cast<unsigned>(high >> 32),
                  static_cast<unsigned>(high >> 16) & 0xFFFFU, static_cast<unsigned>(high) & 0xFFFFU,
                  static_cast<unsigned>(low >> 48), static_cast<unsigned long long>(low & 0xFFFF'FFFF'FFFFU));
    return text;
}

bool isUuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

} // namespace durus
