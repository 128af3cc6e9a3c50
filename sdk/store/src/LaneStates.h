// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/model/Intent.h>
#include <durus/model/Progress.h>
#include <durus/sqlite/Connection.h>

#include <optional>
#include <vector>

namespace durus::store {

/// What became known of one lane, all at once.
struct LaneNews {
    std::optional<model::RemoteProgress> progress{}; ///< the backend's word, if it has spoken
    std::optional<model::RemoteFavorite> favorite{};
    std::vector<model::Intent> confirmed{}; ///< in order; if it has not, what it took as its own word
    WallTime sent{};                        ///< newest stamp it was sent
};

/// Keeps what is known of lanes: the backend's last word, and what the person sees. Works within the caller's
/// transaction.
class LaneStates {
public:
    explicit LaneStates(sqlite::Connection& connection) : connection_(connection) {}

    /// Lays one more intent over what the person sees. Looks at nothing but that, whatever the history.
    void lay(const model::Intent& intent);

    /// Takes the news, none among them, and makes what the person sees the backend's word with all
    /// unconfirmed intents laid over it. Needed after whatever changes either.
    void take(const model::AccountName& account, model::IntentFamily family, const model::ListingId& listing,
              const LaneNews& news = {});

    /// The stamp of the backend's last word on a lane; none before its first.
    std::optional<WallTime> remoteStamp(const model::AccountName& account, model::IntentFamily family,
                                        const model::ListingId& listing);

private:
    struct FavoriteState {
        bool favorite = false;
        WallTime updatedAt;
    };
    /// Of either family.
    template<typename State>
    struct Known {
        std::optional<State> remote{};
        WallTime sent{};
    };

    void takeProgress(const model::AccountName& account, const model::ListingId& listing,
                      const LaneNews& news);
    void takeFavorite(const model::AccountName& account, const model::ListingId& listing,
                      const LaneNews& news);
    Known<model::Progress> knownProgress(const model::AccountName& account, const model::ListingId& listing);
    Known<FavoriteState> knownFavorite(const model::AccountName& account, const model::ListingId& listing);
    std::vector<model::Intent> unconfirmed(const model::AccountName& account, model::IntentFamily family,
                                           const model::ListingId& listing);

    sqlite::Connection& connection_;
};

} // namespace durus::store
