// SPDX-License-Identifier: Apache-2.0
#include <durus/plugin_kit/Plugin.h>

namespace {

using namespace durus::plugin_kit;

/// Records what a listener keeps as a favourite.
class FavoritesTranslator final : public EventTranslator {
public:
    void translate(const Event& event, IntentWriter& intents) override {
        const auto* marked = event.as<FavoriteMarked>();
        if (marked == nullptr) return;
        if (marked->favorite != 0)
            intents.favorite(event.keyOfEvent("favorite"));
        else
            intents.unfavorite(event.keyOfEvent("unfavorite"));
    }
};

} // namespace

DURUS_EXPORT_PLUGIN("favorites", "Favourites", "0.1.0", FavoritesTranslator)
