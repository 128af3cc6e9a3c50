// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/sqlite/Connection.h>

#include <string>
#include <string_view>

namespace durus::store {

/// Which things slugs are unique among.
enum class SlugSpace { Listings, Scholars };

/// What a thing without a slug of its own has until assignSlugs(): unique, and no slug.
std::string slugPlaceholder(const std::string& id);

/// `wanted` as a slug: without spaces and control characters; made from `title` if nothing is left, and from
/// `id` if that has no letter either.
std::string slugFor(std::string_view wanted, std::string_view title, std::string_view id);

/// A slug nobody has: `wanted`, or with -2, -3, ... behind it. One that only a withdrawn thing without stored
/// audio has counts as free, and that thing is given another.
std::string takeSlug(sqlite::Connection& connection, SlugSpace space, const std::string& wanted);

/// Gives every thing with a placeholder its slug.
void assignSlugs(sqlite::Connection& connection, SlugSpace space);

} // namespace durus::store
