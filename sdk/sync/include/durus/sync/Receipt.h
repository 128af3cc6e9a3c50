// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace durus::sync {

/// How many of an account's entries from this box a backend has applied, and a digest over their ids in their
/// order: the backend's words, which the box keeps and shows with its next batch.
struct Receipt {
    std::string box; ///< UUID the backend tells this box by; of this account alone
    std::uint64_t count = 0;
    std::string chain{}; ///< opaque to the box; empty = nothing has been applied yet

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// How what the box showed stands to what the backend has (docs/wire-protocol.md).
enum class Standing {
    Unknown,       ///< the backend gives receipts and was shown none
    InStep,        ///< nothing is missing at either end
    BoxBehind,     ///< the backend has gone on: the box was put back to an earlier state, or copied
    BackendBehind, ///< the backend has gone back: it lost entries that it had confirmed
    Parted,        ///< both have gone on, each in its own way: two boxes use one id
};

std::string_view name(Standing standing) noexcept; ///< "unknown", "in_step", "box_behind", ...
std::optional<Standing> standingFrom(std::string_view name) noexcept;

/// What a backend says in an answer.
struct ReceiptAnswer {
    Receipt receipt;
    Standing standing = Standing::Unknown;
    std::uint64_t difference = 0; ///< entries the end that is behind lacks
};

/// Name of the header in requests and answers.
inline constexpr std::string_view kReceiptHeader = "Durus-Receipt";

/// The header's value in a request.
std::string show(const Receipt& receipt);
/// Reads the header's value in an answer; none if it is malformed: a receipt never stands in a delivery's
/// way.
std::optional<ReceiptAnswer> readReceipt(std::string_view header);

/// That both ends were once not in step.
struct ReceiptIncident {
    Standing standing = Standing::InStep;
    std::uint64_t difference = 0;
    WallTime at; ///< by the backend's calendar as far as it is known

    friend bool operator==(const ReceiptIncident&, const ReceiptIncident&) = default;
};

/// What a box keeps of an account's receipts.
struct KeptReceipt {
    Receipt receipt;
    std::optional<ReceiptIncident> incident{}; ///< the last one

    friend bool operator==(const KeptReceipt&, const KeptReceipt&) = default;
};

} // namespace durus::sync
