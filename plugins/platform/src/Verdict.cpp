// SPDX-License-Identifier: Apache-2.0
#include "Verdict.h"

#include "Utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace platform {

using durus::plugin_kit::Outcome;
using durus::plugin_kit::Response;

namespace {

constexpr std::size_t kMaxQuote = 300;
constexpr std::int64_t kMaxRetryAfterSeconds = 86'400;

// PostgreSQL's codes and the runtime's words for an entry that will never be taken. Anything else in a 500 is
// a deadlock, a lost database or a fault that may pass.
constexpr std::array<std::string_view, 10> kPoison{"23503",
                                                   "23502",
                                                   "22P02",
                                                   "22003",
                                                   "22007",
                                                   "22008",
                                                   "Invalid Date",
                                                   "invalid date",
                                                   "Date object is invalid",
                                                   "invalid input syntax"};

bool contains(std::string_view text, std::string_view part) noexcept {
    return text.find(part) != std::string_view::npos;
}

std::string_view trimmed(std::string_view body) noexcept {
    if (body.substr(0, 3) == "\xEF\xBB\xBF") body.remove_prefix(3);
    const std::size_t begin = body.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view{} : body.substr(begin);
}

bool isHtml(const Response& answer) {
    std::string type(answer.header("Content-Type").value_or(""));
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return contains(type, "html") || trimmed(answer.body()).substr(0, 1) == "<";
}

/// The backend's own words, or those of a problem (RFC 9457); empty if the body has none.
std::string messageOf(const Response& answer) {
    const auto body = Json::parse(trimmed(answer.body()));
    if (!body) return {};
    const Json& message = (*body)[(*body)["detail"].isText() ? "detail" : "message"];
    return std::string(message.items().empty() ? message.text() : message.items().front().text());
}

std::string describe(const Response& answer, const std::string& message) {
    std::string text = "HTTP " + std::to_string(answer.status());
    if (!message.empty()) text += ": " + std::string(clip(message, kMaxQuote));
    return text;
}

std::optional<std::chrono::milliseconds> retryAfter(const Response& answer) {
    const auto header = answer.header("Retry-After");
    if (!header) return std::nullopt;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(header->data(), header->data() + header->size(), seconds);
    if (error == std::errc::result_out_of_range)
        seconds = kMaxRetryAfterSeconds;
    else if (error != std::errc{} || end != header->data() + header->size() || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds{std::min(seconds, kMaxRetryAfterSeconds)};
}

Verdict stranger(const Response& answer) {
    return {Outcome::NotBackend,
            "somebody else answered than the backend (HTTP " + std::to_string(answer.status()) +
                "); check the network and the backend's URL",
            std::nullopt};
}

Verdict judgeServerError(const Response& answer, const std::string& message, bool isWrite) {
    if (answer.status() == 511) return stranger(answer);
    const bool poison = std::any_of(kPoison.begin(), kPoison.end(),
                                    [&](std::string_view sign) { return contains(message, sign); });
    return {isWrite && poison ? Outcome::SuspectedPoison : Outcome::Transient, describe(answer, message),
            retryAfter(answer)};
}

/// Judges a status that is no success. What a batch is refused for is told apart from what may pass, and both
/// from the answer of a stranger, who speaks HTML.
Verdict judgeRefusal(const Response& answer, bool isWrite) {
    const int status = answer.status();
    const std::string message = messageOf(answer);
    const std::string words = describe(answer, message);
    if (status == 429) return {Outcome::Throttled, words, retryAfter(answer)};
    if (status >= 500) return judgeServerError(answer, message, isWrite);
    if (status == 413 && isWrite) return {Outcome::SuspectedPoison, words + " (batch too large)", {}};
    if (status < 400 || status == 407 || isHtml(answer)) return stranger(answer);
    switch (status) {
    case 401:
    case 403:
        return {Outcome::Unauthorized, words, {}};
    case 404:
    case 405:
    case 410:
        return {Outcome::NotBackend, words + "; check the backend's URL", {}};
    case 408:
    case 425:
        return {Outcome::Transient, words, retryAfter(answer)};
    case 409:
        return {Outcome::InProgress, words, retryAfter(answer)};
    case 400:
    case 422:
        return {isWrite ? Outcome::SuspectedPoison : Outcome::Transient, words, {}};
    default:
        return {Outcome::Transient, words, retryAfter(answer)};
    }
}

bool isSuccess(const Response& answer) noexcept {
    return answer.status() >= 200 && answer.status() < 300;
}

} // namespace

std::optional<Verdict> judgeWrite(const Response& answer) {
    if (!isSuccess(answer)) return judgeRefusal(answer, true);
    const std::string_view body = trimmed(answer.body());
    if (isHtml(answer) || (!body.empty() && !Json::parse(body))) return stranger(answer);
    return std::nullopt;
}

std::optional<Verdict> judgeRead(const Response& answer, Json& content) {
    if (!isSuccess(answer)) return judgeRefusal(answer, false);
    auto parsed = isHtml(answer) ? std::nullopt : Json::parse(trimmed(answer.body()));
    if (!parsed) return stranger(answer);
    content = std::move(*parsed);
    return std::nullopt;
}

bool isNotFound(const Response& answer) {
    return answer.status() == 404 && !isHtml(answer);
}

} // namespace platform
