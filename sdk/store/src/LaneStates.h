// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>
#include <durus/model/Progress.h>
#include <durus/sqlite/Connection.h>

#include <optional>
#include <span>

namespace durus::store {

/// Keeps what is known of lanes: the backend's last word, and what the person sees. Works within the caller's
/// transaction.
class LaneStates {
public:
    explicit LaneStates(sqlite::Connection& connection) : connection_(connection) {}

    /// Lays one more intent over what the person sees. Looks at nothing but that, whatever the history.
    void lay(const model::Intent& intent);

    /// Takes intents of one lane, in order, that the backend has taken as its own word.
    void confirm(std::span<const model::Intent> intents);
    /// Takes the backend's word. See recompute().
    void setRemote(const model::AccountName& account, const model::RemoteProgress& remote);
    void setRemote(const model::AccountName& account, const model::RemoteFavorite& remote);

    /// The stamp of the backend's last word on a lane; none before its first.
    std::optional<WallTime> remoteStamp(const model::AccountName& account, model::IntentFamily family,
                                        const model::ListingId& listing);
    /// Notes the stamp an intent is sent with: no later one of its lane is stamped earlier.
    void noteSent(const model::Intent& intent);

    /// Makes what the person sees the backend's word with all unconfirmed intents laid over it. Needed after
    /// whatever changes either.
    void recompute(const model::AccountName& account, model::IntentFamily family,
                   const model::ListingId& listing);

private:
    struct FavoriteState {
        bool favorite = false;
        WallTime updatedAt;
    };

    std::optional<model::Progress> progress(std::string_view sql, const model::AccountName& account,
                                            const model::ListingId& listing);
    std::optional<FavoriteState> favorite(std::string_view sql, const model::AccountName& account,
                                          const model::ListingId& listing);
    std::optional<model::Progress> remoteProgress(const model::AccountName& account,
                                                  const model::ListingId& listing);
    std::optional<FavoriteState> remoteFavorite(const model::AccountName& account,
                                                const model::ListingId& listing);
    void show(const model::AccountName& account, const model::ListingId& listing,
              const std::optional<model::Progress>& progress);
    void show(const model::AccountName& account, const model::ListingId& listing,
              const FavoriteState& favorite);

    sqlite::Connection& connection_;
};

} // namespace durus::store
