// SPDX-License-Identifier: Apache-2.0
#include <durus/sync/Receipt.h>

#include <array>
#include <charconv>
#include <utility>

namespace durus::sync {

namespace {

constexpr std::array<std::pair<Standing, std::string_view>, 5> kNames{
    {{Standing::Unknown, "unknown"},
     {Standing::InStep, "in_step"},
     {Standing::BoxBehind, "box_behind"},
     {Standing::BackendBehind, "backend_behind"},
     {Standing::Parted, "parted"}}};

/// More than a UUID or a digest of today needs; what a box keeps of a stranger's words has a bound.
constexpr std::size_t kMaxText = 128;

std::string_view trim(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

bool readNumber(std::string_view text, std::uint64_t& number) {
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end;
}

bool readString(std::string_view text, std::string& value) {
    if (text.size() < 2 || text.size() > kMaxText || !text.starts_with('"') || !text.ends_with('"'))
        return false;
    value = text.substr(1, text.size() - 2);
    return value.find_first_of("\"\\") == std::string::npos;
}

bool readMember(std::string_view name, std::string_view value, ReceiptAnswer& answer) {
    if (name == "box") return readString(value, answer.receipt.box);
    if (name == "chain") return readString(value, answer.receipt.chain);
    if (name == "count") return readNumber(value, answer.receipt.count);
    if (name == "difference") return readNumber(value, answer.difference);
    if (name != "standing") return true;
    const auto standing = standingFrom(value);
    answer.standing = standing.value_or(Standing::Unknown);
    return standing.has_value();
}

} // namespace

std::string_view name(Standing standing) noexcept {
    return kNames[static_cast<std::size_t>(standing)].second;
}

std::optional<Standing> standingFrom(std::string_view name) noexcept {
    for (const auto& [standing, known] : kNames)
        if (known == name) return standing;
    return std::nullopt;
}

std::string show(const Receipt& receipt) {
    return "box=\"" + receipt.box + "\", count=" + std::to_string(receipt.count) + ", chain=\"" +
           receipt.chain + '"';
}

std::optional<ReceiptAnswer> readReceipt(std::string_view header) {
    ReceiptAnswer answer;
    bool hasStanding = false;
    while (!header.empty()) {
        const std::size_t comma = header.find(',');
        const std::string_view member = trim(header.substr(0, comma));
        header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
        const std::size_t equals = member.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        const std::string_view name = member.substr(0, equals);
        if (!readMember(name, member.substr(equals + 1), answer)) return std::nullopt;
        hasStanding = hasStanding || name == "standing";
    }
    if (!hasStanding) return std::nullopt;
    return answer;
}

} // namespace durus::sync
