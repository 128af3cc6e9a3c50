// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace durus {

/// A name of one kind of thing. Ids of different kinds do not mix: passing one where another is wanted does
/// not compile.
template<typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string value) : value_(std::move(value)) {}

    const std::string& str() const noexcept { return value_; }
    bool empty() const noexcept { return value_.empty(); }

    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string value_;
};

} // namespace durus

template<typename Tag>
struct std::hash<durus::Id<Tag>> {
    std::size_t operator()(const durus::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.str());
    }
};
