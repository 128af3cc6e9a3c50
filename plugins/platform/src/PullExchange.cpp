// SPDX-License-Identifier: Apache-2.0
#include "PullExchange.h"

#include "Verdict.h"

#include <algorithm>

namespace platform {

using durus::plugin_kit::Outcome;
using durus::plugin_kit::Request;
using durus::plugin_kit::Response;
using durus::plugin_kit::Results;

std::optional<Cursor> Cursor::parse(std::string_view text) {
    const std::size_t middle = text.find(';');
    if (middle == std::string_view::npos) return std::nullopt;
    const auto watermark = toTimestamp(text.substr(0, middle));
    const auto lastFull = toTimestamp(text.substr(middle + 1));
    if (!watermark || !lastFull) return std::nullopt;
    return Cursor{*watermark, *lastFull};
}

std::string Cursor::text() const {
    return toText(watermark) + ';' + toText(lastFull);
}

PullExchange::PullExchange(std::string_view cursor, Timestamp now)
    : now_(std::clamp(now, kFirstStamp, kLastStamp)), lastFull_(now_) {
    const auto last = Cursor::parse(cursor);
    // A clock that was set back makes the last full reading lie in the future: that tells nothing.
    if (!last || last->lastFull > now_ || now_ - last->lastFull >= kFullEvery) return;
    newest_ = std::min(last->watermark, now_);
    lastFull_ = last->lastFull;
    since_ = std::max(newest_ - Timestamp{kOverlap}, kFirstStamp);
}

std::optional<Request> PullExchange::step(const Response* answer, Results& results) {
    if (answer == nullptr) {
        reading_ = &kProgressFamily;
        return makeRead(*reading_, since_);
    }
    if (!take(*answer, *reading_, results)) return std::nullopt;
    if (reading_ == &kSavedFamily) {
        finish(results);
        return std::nullopt;
    }
    reading_ = &kSavedFamily;
    return makeRead(*reading_, since_);
}

bool PullExchange::take(const Response& answer, const Family& family, Results& results) {
    Json rows;
    if (const auto verdict = judgeRead(answer, rows)) {
        results.failure(verdict->outcome, verdict->detail, verdict->retryAfter);
        return false;
    }
    std::size_t understood = 0;
    for (const Json& json : rows.items()) {
        const auto row = family.toRow(json);
        if (!row) continue;
        ++understood;
        newest_ = std::max(newest_, row->updatedAt);
        family.report(results, *row);
    }
    if (rows.array() == nullptr || (understood == 0 && !rows.items().empty())) {
        results.failure(Outcome::NotBackend, "the answer is no list this backend would give; check its URL");
        return false;
    }
    return true;
}

void PullExchange::finish(Results& results) const {
    // A row from the future must not hide what is written until then.
    if (newest_ == Timestamp{0})
        results.cursor("");
    else
        results.cursor(Cursor{std::min(newest_, now_), lastFull_}.text());
}

} // namespace platform
