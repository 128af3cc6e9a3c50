// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace durus::ctl {

/// A text as a QR code of half-height block characters, dark on light, with its quiet zone; empty if the
/// text is too long for one. Thread: pure.
std::string qrCode(const std::string& text);

} // namespace durus::ctl
