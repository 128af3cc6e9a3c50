// SPDX-License-Identifier: Apache-2.0
#include "EventRows.h"

#include <durus/core/Error.h>

#include <array>
#include <optional>
#include <utility>

namespace durus::store {

namespace {

using namespace model;

/// A body spread over the columns all types share.
struct Fields {
    std::optional<Milliseconds> position{};
    std::optional<Milliseconds> extent{};
    std::optional<double> measure{};
    std::optional<std::string> word{};
    std::optional<int> flag{};
};

constexpr std::array kStates{PlaybackState::Idle,    PlaybackState::Opening, PlaybackState::Buffering,
                             PlaybackState::Playing, PlaybackState::Paused,  PlaybackState::Stalled,
                             PlaybackState::Ended,   PlaybackState::Stopped, PlaybackState::Failed};
constexpr std::array kReasons{EndReason::PlayedToEnd, EndReason::Truncated, EndReason::StoppedByUser,
                              EndReason::Replaced,    EndReason::Failed,    EndReason::Released,
                              EndReason::Unknown};
constexpr std::array kJumps{DiscontinuityReason::Seek, DiscontinuityReason::Foreign};

template<typename Enum, std::size_t count>
Enum named(const std::array<Enum, count>& all, const std::string& word) {
    for (const Enum value : all)
        if (name(value) == word) return value;
    throw Error(ErrorCode::Corrupt, "the journal holds the unknown word " + word,
                "install the version that wrote it, or a newer one");
}

struct Spread {
    Fields operator()(const StateChanged& e) const {
        return {.position = e.position, .word = std::string(name(e.state))};
    }
    Fields operator()(const ProgressReported& e) const {
        return {.position = e.position, .extent = e.duration, .measure = e.coverage};
    }
    Fields operator()(const PositionDiscontinuity& e) const {
        return {.position = e.from, .extent = e.to, .word = std::string(name(e.reason))};
    }
    Fields operator()(const DurationChanged& e) const {
        return {.extent = e.duration, .flag = static_cast<int>(e.confidence)};
    }
    Fields operator()(const RateChanged& e) const { return {.measure = e.rate}; }
    Fields operator()(const CompletionReached& e) const {
        return {.position = e.position, .extent = e.duration, .measure = e.coverage};
    }
    Fields operator()(const PlaybackEnded& e) const {
        return {.position = e.position,
                .extent = e.duration,
                .measure = e.coverage,
                .word = std::string(name(e.reason))};
    }
    Fields operator()(const PlaybackFailed& e) const { return {.word = e.fault, .flag = e.retryable}; }
    Fields operator()(const CompletionMarked& e) const { return {.flag = e.completed}; }
    Fields operator()(const FavoriteMarked& e) const { return {.flag = e.favorite}; }
};

/// Puts the body of the type that `body` is of together again.
struct Gather {
    const sqlite::Statement& row;

    Milliseconds position() const { return row.milliseconds(7); }
    Milliseconds extent() const { return row.milliseconds(8); }
    double measure() const { return row.real(9); }
    std::string word() const { return row.text(10); }
    bool flag() const { return row.flag(11); }

    void operator()(StateChanged& e) const { e = {named(kStates, word()), position()}; }
    void operator()(ProgressReported& e) const { e = {position(), extent(), measure()}; }
    void operator()(PositionDiscontinuity& e) const { e = {position(), extent(), named(kJumps, word())}; }
    void operator()(DurationChanged& e) const {
        e = {extent(), static_cast<DurationConfidence>(row.integer(11))};
    }
    void operator()(RateChanged& e) const { e = {measure()}; }
    void operator()(CompletionReached& e) const { e = {position(), extent(), measure()}; }
    void operator()(PlaybackEnded& e) const {
        e = {named(kReasons, word()), position(), extent(), measure()};
    }
    void operator()(PlaybackFailed& e) const { e = {word(), flag()}; }
    void operator()(CompletionMarked& e) const { e = {flag()}; }
    void operator()(FavoriteMarked& e) const { e = {flag()}; }
};

template<std::size_t... index>
PlaybackEvent::Body emptyBody(const std::string& type, std::index_sequence<index...>) {
    std::optional<PlaybackEvent::Body> found;
    const auto consider = [&](PlaybackEvent::Body body) {
        if (typeName(body) == type) found = std::move(body);
    };
    (consider(PlaybackEvent::Body(std::in_place_index<index>)), ...);
    if (!found)
        throw Error(ErrorCode::Corrupt, "the journal holds an event of the unknown type " + type,
                    "install the version that wrote it, or a newer one");
    return *std::move(found);
}

} // namespace

void insertEvent(sqlite::Connection& connection, const PlaybackEvent& event, const std::string& bootId) {
    const Fields fields = std::visit(Spread{}, event.body);
    connection.run("INSERT INTO journal(session, account, listing, mono_ms, boot_id, wall_ms, type, "
                   "position_ms, extent_ms, measure, word, flag) "
                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                   event.session, event.account, event.listing, event.monotonic, bootId, event.wall,
                   typeName(event.body), fields.position, fields.extent, fields.measure, fields.word,
                   fields.flag);
}

PlaybackEvent readEvent(const sqlite::Statement& row) {
    PlaybackEvent event{
        .sequence = static_cast<std::uint64_t>(row.integer(0)),
        .session = row.id<SessionId>(1),
        .account = row.id<AccountName>(2),
        .listing = row.id<ListingId>(3),
        .monotonic = {row.milliseconds(4)},
        .wall = row.wall(5),
        .body = emptyBody(row.text(6), std::make_index_sequence<std::variant_size_v<PlaybackEvent::Body>>{})};
    std::visit(Gather{row}, event.body);
    return event;
}

} // namespace durus::store
