// SPDX-License-Identifier: Apache-2.0
#include <durus/model/Catalogue.h>

namespace durus::model {

std::string_view name(ListingFormat format) noexcept {
    switch (format) {
    case ListingFormat::Single:
        return "single";
    case ListingFormat::Series:
        return "series";
    case ListingFormat::Collection:
        return "collection";
    case ListingFormat::Lesson:
        return "lesson";
    }
    return "single";
}

} // namespace durus::model
