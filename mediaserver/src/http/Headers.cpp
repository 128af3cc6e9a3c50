// SPDX-License-Identifier: Apache-2.0
#include "http/Headers.h"

#include "http/Characters.h"

#include <algorithm>
#include <stdexcept>

namespace durus::mediaserver::http {

void Headers::add(std::string_view name, std::string_view value) {
    if (!isToken(name)) throw std::invalid_argument("a header name must be a token");
    if (!isFieldValue(value)) throw std::invalid_argument("a header value must not hold control characters");
    addUnchecked(name, trimBlanks(value));
}

void Headers::set(std::string_view name, std::string_view value) {
    if (!isToken(name)) throw std::invalid_argument("a header name must be a token");
    if (!isFieldValue(value)) throw std::invalid_argument("a header value must not hold control characters");
    if (find(name) != nullptr) {
        const std::string copy(value);
        remove(name);
        addUnchecked(name, trimBlanks(copy));
        return;
    }
    addUnchecked(name, trimBlanks(value));
}

void Headers::addUnchecked(std::string_view name, std::string_view value) {
    const auto at = static_cast<std::uint32_t>(wire_.size());
    const auto nameLength = static_cast<std::uint32_t>(name.size());
    fields_.push_back({at, nameLength, at + nameLength + 2, static_cast<std::uint32_t>(value.size())});
    wire_.append(name).append(": ").append(value).append("\r\n");
}

void Headers::remove(std::string_view name) {
    if (find(name) == nullptr) return;
    Headers kept;
    for (const Slot& slot : fields_)
        if (!equalsIgnoringCase(nameOf(slot), name)) kept.addUnchecked(nameOf(slot), valueOf(slot));
    *this = std::move(kept);
}

std::optional<std::string_view> Headers::get(std::string_view name) const noexcept {
    const Slot* slot = find(name);
    if (slot == nullptr) return std::nullopt;
    return valueOf(*slot);
}

std::size_t Headers::count(std::string_view name) const noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        fields_, [&](const Slot& slot) { return equalsIgnoringCase(nameOf(slot), name); }));
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Slot& slot : fields_)
        if (equalsIgnoringCase(nameOf(slot), name)) values.push_back(valueOf(slot));
    return values;
}

std::string Headers::combined(std::string_view name) const {
    std::string joined;
    for (const std::string_view value : all(name)) {
        if (!joined.empty()) joined += ", ";
        joined += value;
    }
    return joined;
}

Headers::Field Headers::at(std::size_t index) const noexcept {
    return {nameOf(fields_[index]), valueOf(fields_[index])};
}

void Headers::clear() noexcept {
    // What a browser sends fits; a client that once sent the most there may be must not occupy it while idle.
    constexpr std::size_t kKept = 4096;
    if (capacity() > kKept) {
        std::string().swap(wire_);
        std::vector<Slot>().swap(fields_);
    }
    wire_.clear();
    fields_.clear();
}

const Headers::Slot* Headers::find(std::string_view name) const noexcept {
    const auto it = std::ranges::find_if(
        fields_, [&](const Slot& slot) { return equalsIgnoringCase(nameOf(slot), name); });
    return it == fields_.end() ? nullptr : &*it;
}

std::string_view Headers::nameOf(const Slot& slot) const noexcept {
    return std::string_view(wire_).substr(slot.name, slot.nameLength);
}

std::string_view Headers::valueOf(const Slot& slot) const noexcept {
    return std::string_view(wire_).substr(slot.value, slot.valueLength);
}

} // namespace durus::mediaserver::http
