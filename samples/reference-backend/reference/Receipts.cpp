// SPDX-License-Identifier: Apache-2.0
#include "reference/Receipts.h"

#include "reference/StableId.h"

#include <regex>

namespace durus::reference {

namespace {

Standing judge(const BoxReceipts& kept, const Receipt& shown) {
    if (shown == kept.given || shown == kept.acknowledged) return Standing::InStep;
    if (shown.count > kept.given.count) return Standing::BackendBehind;
    return shown.count < kept.given.count ? Standing::BoxBehind : Standing::Parted;
}

} // namespace

ReceiptReply giveReceipt(BoxReceipts& kept, const ShownReceipt& shown,
                         const std::vector<std::string>& newIds) {
    ReceiptReply reply{.box = shown.box, .given = {}, .standing = judge(kept, shown.receipt)};
    if (reply.standing != Standing::InStep)
        reply.difference = std::abs(shown.receipt.count - kept.given.count);
    const bool mayBeADuplicate = reply.standing == Standing::BoxBehind && newIds.empty();
    reply.isNews = reply.standing != Standing::InStep && !mayBeADuplicate;
    if (shown.receipt == kept.given && !newIds.empty()) kept.acknowledged = kept.given;
    for (const std::string& id : newIds)
        kept.given = {kept.given.count + 1, sha256Hex(kept.given.chain + id)};
    reply.given = kept.given;
    return reply;
}

std::optional<ShownReceipt> readReceipt(std::string_view header) {
    static const std::regex form(
        R"rx(box="([0-9a-f-]{36})", count=([0-9]{1,18}), chain="([0-9a-f]{64}|)")rx");
    std::match_results<std::string_view::const_iterator> found;
    if (header.size() > 256 || !std::regex_match(header.begin(), header.end(), found, form))
        return std::nullopt;
    return ShownReceipt{found[1], {std::stoll(found[2]), found[3]}};
}

std::string receiptHeader(const std::optional<ReceiptReply>& reply) {
    if (!reply) return "standing=unknown";
    std::string text = "box=\"" + reply->box + "\", count=" + std::to_string(reply->given.count) +
                       ", chain=\"" + reply->given.chain +
                       "\", standing=" + std::string(name(reply->standing));
    if (reply->standing != Standing::InStep) text += ", difference=" + std::to_string(reply->difference);
    return text;
}

std::string_view name(Standing standing) noexcept {
    switch (standing) {
    case Standing::BoxBehind:
        return "box_behind";
    case Standing::BackendBehind:
        return "backend_behind";
    case Standing::Parted:
        return "parted";
    default:
        return "in_step";
    }
}

} // namespace durus::reference
