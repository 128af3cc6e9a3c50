// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace durus::test {

inline constexpr std::uint32_t kWavRate = 8'000;
inline constexpr std::uint32_t kWavHeader = 44;

/// Size of a file of writeWav() that holds `length` of sound.
inline std::uint32_t wavSize(Milliseconds length) {
    return kWavHeader + static_cast<std::uint32_t>(length.count()) * kWavRate / 1'000 * 2;
}

/// Writes a tone: 16-bit mono PCM.
inline void writeWav(const std::filesystem::path& file, Milliseconds length) {
    const auto number = [](std::uint32_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i)
            text.push_back(static_cast<char>(value >> (8 * i)));
        return text;
    };
    const std::uint32_t data = wavSize(length) - kWavHeader;
    std::string content = "RIFF" + number(data + kWavHeader - 8, 4) + "WAVEfmt " + number(16, 4) +
                          number(1, 2) + number(1, 2) + number(kWavRate, 4) + number(kWavRate * 2, 4) +
                          number(2, 2) + number(16, 2) + "data" + number(data, 4);
    for (std::uint32_t i = 0; i < data / 2; ++i) {
        const double wave = 8'000.0 * std::sin(2 * 3.14159265 * 440.0 * i / kWavRate);
        content += number(static_cast<std::uint16_t>(static_cast<std::int16_t>(wave)), 2);
    }
    std::ofstream(file, std::ios::binary) << content;
}

} // namespace durus::test
