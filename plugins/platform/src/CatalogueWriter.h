// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Json.h"

#include <durus/abi/catalogue.h>
#include <durus/plugin_kit/Results.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace platform {

/// What a listing inherits where its JSON is silent, because it was found inside of another.
struct Surroundings {
    std::int32_t format = DURUS_LISTING_SINGLE;
    std::int32_t order = 0;
    std::string slug;
    std::string parent;
    std::string scholar;
    std::string language;
};

/// Gives the host what is found in the backend's JSON: each thing once, what it refers to before it, and
/// nothing with an id the host would refuse. Missing and ill-typed members are taken for absent.
class CatalogueWriter {
public:
    /// Writes a scholar; its id, or "" if there is none worth the name.
    std::string scholar(durus::plugin_kit::Results& results, const Json& json);
    std::string topic(durus::plugin_kit::Results& results, const Json& json);

    /// Writes a listing. Returns what the listings it holds inherit; none if it was not written: seen before,
    /// or without a usable id.
    std::optional<Surroundings> listing(durus::plugin_kit::Results& results, const Json& json,
                                        const Surroundings& around);

    std::size_t listings() const noexcept { return listings_.size(); }

private:
    std::unordered_set<std::string> scholars_;
    std::unordered_set<std::string> topics_;
    std::unordered_set<std::string> listings_;
};

/// DURUS_LISTING_* for the backend's word; `otherwise` for any other word.
std::int32_t toFormat(std::string_view word, std::int32_t otherwise) noexcept;

} // namespace platform
