// SPDX-License-Identifier: Apache-2.0
#include "reference/SearchRoutes.h"

#include "reference/JsonReply.h"

#include <durus/text/Fold.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace durus::reference {

namespace {

struct Entry {
    const Listing* listing;
    std::string folded; ///< all there is to find it by
};

std::vector<Entry> indexOf(const Catalogue& catalogue) {
    std::vector<Entry> entries;
    for (const Listing* listing : catalogue.topLevel()) {
        std::string words = listing->title + ' ' + catalogue.scholarOf(*listing).name;
        for (const Listing* lesson : catalogue.lessonsOf(*listing))
            words += ' ' + lesson->title;
        entries.push_back({listing, text::fold(words)});
    }
    return entries;
}

bool matches(const Entry& entry, const std::vector<std::string>& words) {
    return !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return entry.folded.find(word) != std::string::npos;
    });
}

} // namespace

void addSearchRoutes(Router& router, const Catalogue& catalogue) {
    const auto index = std::make_shared<const std::vector<Entry>>(indexOf(catalogue));
    const auto search = [&catalogue, index](const Request& request, const PathValues&) {
        const CatalogueJson write(catalogue, request.baseUrl);
        const std::vector<std::string> words = text::words(text::fold(request.parameter("q").value_or("")));
        Poco::JSON::Array series;
        Poco::JSON::Array singles;
        for (const Entry& entry : *index)
            if (matches(entry, words))
                (entry.listing->isSeries ? series : singles).add(write.searchItem(*entry.listing));
        Poco::JSON::Object json = orderedObject();
        json.set("collections", Poco::JSON::Array());
        json.set("series", series);
        json.set("singles", singles);
        json.set("hasMore", false);
        return jsonReply(json);
    };
    router.add({.method = "GET", .pattern = "/search", .handler = search});
}

} // namespace durus::reference
