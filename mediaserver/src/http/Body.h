// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/OpenFile.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace durus::mediaserver::http {

/// A run of bytes to be sent: part of a text in memory or part of an open file, both shared and never copied.
struct Segment {
    std::shared_ptr<const std::string> memory;
    std::shared_ptr<const OpenFile> file;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// The body of a response: segments sent one after the other.
/// Thread: a value.
class Body {
public:
    /// No bytes.
    Body() = default;
    /// All of `text`.
    explicit Body(std::shared_ptr<const std::string> text);
    explicit Body(std::string text);
    /// `length` bytes of the file from `offset`; the caller has checked that the file is that long.
    Body(std::shared_ptr<const OpenFile> file, std::uint64_t offset, std::uint64_t length);

    void append(Segment segment);

    /// Bytes in all.
    std::uint64_t length() const noexcept { return length_; }

    std::size_t segmentCount() const noexcept;
    const Segment& segment(std::size_t index) const noexcept {
        return index == 0 ? first_ : rest_[index - 1];
    }

    /// `length` bytes from `first` on, which must be within; nothing is copied, and what lies outside is let
    /// go.
    Body slice(std::uint64_t first, std::uint64_t length) const;

    /// The bytes, if all of them are in memory: for tests and for bodies that are looked at again.
    std::string text() const;

private:
    // Nearly every body is one segment, and then nothing is allocated for the list.
    Segment first_;
    std::vector<Segment> rest_;
    std::uint64_t length_ = 0;
};

} // namespace durus::mediaserver::http
