// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::reference {

/// How many entries of a box were applied, and a digest over their ids in that order.
struct Receipt {
    std::int64_t count = 0;
    std::string chain; ///< empty for none; then SHA-256, in hexadecimal, of the chain before and the next id

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// What a box shows with a batch: the last receipt it was given.
struct ShownReceipt {
    std::string box;
    Receipt receipt;
};

/// What is kept of a box of an account. Answers get lost, so it may know no more than `acknowledged`.
struct BoxReceipts {
    Receipt given;
    Receipt acknowledged; ///< what it showed when it was given more; it has read no answer to that yet
};

/// How what a box shows stands to what is kept (docs/wire-protocol.md).
enum class Standing { InStep, BoxBehind, BackendBehind, Parted };

struct ReceiptReply {
    std::string box;
    Receipt given;
    Standing standing = Standing::InStep;
    std::int64_t difference = 0; ///< entries the end that is behind lacks
    bool isNews = false;         ///< not in step, and by more than a request that came twice
};

/// Counts entries that were applied for the first time, in their order, and judges what the box showed by
/// what was kept before.
ReceiptReply giveReceipt(BoxReceipts& kept, const ShownReceipt& shown,
                         const std::vector<std::string>& newIds);

/// Reads header Durus-Receipt of a request; none if it is absent or malformed.
std::optional<ShownReceipt> readReceipt(std::string_view header);
/// Header Durus-Receipt of an answer; without a reply it asks the box to show one next time.
std::string receiptHeader(const std::optional<ReceiptReply>& reply);

std::string_view name(Standing standing) noexcept;

} // namespace durus::reference
