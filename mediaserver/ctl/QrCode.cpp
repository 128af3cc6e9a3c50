// SPDX-License-Identifier: Apache-2.0
#include "QrCode.h"

#include <qrencode.h>

#include <memory>

namespace durus::ctl {

namespace {

constexpr int kQuietZone = 4;

} // namespace

std::string qrCode(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) return {};
    const int width = code->width;
    const auto isDark = [&](int row, int column) {
        return row >= 0 && row < width && column >= 0 && column < width &&
               (code->data[row * width + column] & 1) != 0;
    };
    std::string drawn;
    for (int row = -kQuietZone; row < width + kQuietZone; row += 2) {
        for (int column = -kQuietZone; column < width + kQuietZone; ++column) {
            const bool upper = isDark(row, column);
            const bool lower = isDark(row + 1, column);
            drawn += upper ? (lower ? " " : "\u2584") : (lower ? "\u2580" : "\u2588");
        }
        drawn += '\n';
    }
    return drawn;
}

} // namespace durus::ctl
