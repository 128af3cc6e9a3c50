// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::http {

/// The header fields of a message, in order, with names compared without regard to case. Values are opaque
/// bytes: nothing is ever decoded. Kept in one block in the form they have on the wire, so that writing them
/// is one copy. Thread: a value; the owner synchronises. Views into it live until the next change.
class Headers {
public:
    struct Field {
        std::string_view name;
        std::string_view value;
    };

    /// Adds a field after those that are there.
    /// Errors: std::invalid_argument if the name is no token or the value holds CR, LF or another control
    /// character: a response cannot be split through a value.
    void add(std::string_view name, std::string_view value);

    /// Puts one field in place of every field of that name. Errors: as add().
    void set(std::string_view name, std::string_view value);

    /// Adds a field the caller has checked already, without looking at it again.
    void addUnchecked(std::string_view name, std::string_view value);

    /// Removes every field of that name.
    void remove(std::string_view name);

    /// The value of the first field of that name; nothing if there is none.
    std::optional<std::string_view> get(std::string_view name) const noexcept;

    /// True if a field of that name is there.
    bool has(std::string_view name) const noexcept { return find(name) != nullptr; }

    /// How many fields have that name.
    std::size_t count(std::string_view name) const noexcept;

    /// The values of every field of that name, in order.
    std::vector<std::string_view> all(std::string_view name) const;

    /// The values of every field of that name joined with ", ", as RFC 9110 5.3 allows for list fields.
    std::string combined(std::string_view name) const;

    std::size_t size() const noexcept { return fields_.size(); }
    Field at(std::size_t index) const noexcept;

    /// Every field as "Name: value\r\n".
    std::string_view wire() const noexcept { return wire_; }

    /// Forgets every field; keeps memory for an ordinary number of them, and no more.
    void clear() noexcept;

    /// Bytes of memory held.
    std::size_t capacity() const noexcept { return wire_.capacity() + fields_.capacity() * sizeof(Slot); }

private:
    struct Slot {
        std::uint32_t name;
        std::uint32_t nameLength;
        std::uint32_t value;
        std::uint32_t valueLength;
    };

    const Slot* find(std::string_view name) const noexcept;
    std::string_view nameOf(const Slot& slot) const noexcept;
    std::string_view valueOf(const Slot& slot) const noexcept;

    std::string wire_;
    std::vector<Slot> fields_;
};

} // namespace durus::mediaserver::http
