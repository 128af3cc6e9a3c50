// SPDX-License-Identifier: Apache-2.0
#include "Id3Filter.h"

#include <algorithm>
#include <array>
#include <optional>

namespace durus::media {

namespace {

constexpr std::size_t kTagHeader = 10;
constexpr std::size_t kLongestTag = std::size_t{16} << 20U;
constexpr std::size_t kLongestFrame = std::size_t{64} << 10U;
constexpr std::size_t kMostKept = std::size_t{256} << 10U;

/// TXXX because ffmpeg writes a comment as such.
constexpr std::array<std::string_view, 14> kKept{"TIT2", "TPE1", "TALB", "TRCK", "COMM", "TLAN", "TXXX",
                                                 "TT2",  "TP1",  "TAL",  "TRK",  "COM",  "TLA",  "TXX"};

std::uint64_t synchSafe(Bytes bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (const auto byte : bytes.subspan(at, 4))
        value = value << 7U | (byte & 0x7FU);
    return value;
}

void appendNumber(std::string& to, std::uint64_t value, unsigned bytes, unsigned bitsEach) {
    while (bytes-- > 0)
        to += static_cast<char>(value >> (bytes * bitsEach) & ((1U << bitsEach) - 1U));
}

/// Undoes the unsynchronisation of a whole tag: FF 00 stands for FF.
std::vector<std::uint8_t> synchronised(Bytes bytes) {
    std::vector<std::uint8_t> plain;
    plain.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        plain.push_back(bytes[i]);
        if (bytes[i] == 0xFF && i + 1 < bytes.size() && bytes[i + 1] == 0) ++i;
    }
    return plain;
}

struct Frame {
    std::string_view id;
    Bytes content;
    std::array<std::uint8_t, 2> flags{};
};

/// Takes the frames off the front of a tag's body.
class FrameReader {
public:
    FrameReader(Bytes body, int version) : rest_(body), version_(version) {}

    std::optional<Frame> next() {
        const std::size_t header = version_ == 2 ? 6 : 10;
        if (rest_.size() <= header || rest_[0] == 0) return std::nullopt;
        const auto size = frameSize();
        if (size == 0 || size > rest_.size() - header) return std::nullopt;
        Frame frame;
        frame.id = {reinterpret_cast<const char*>(rest_.data()), idLength()};
        frame.content = rest_.subspan(header, size);
        if (version_ > 2) frame.flags = {rest_[8], rest_[9]};
        rest_ = rest_.subspan(header + size);
        return frame;
    }

private:
    std::size_t idLength() const { return version_ == 2 ? 3 : 4; }

    std::size_t frameSize() const {
        if (version_ == 2) return bigEndian(rest_, 3, 3);
        const auto plain = bigEndian(rest_, 4, 4);
        if (version_ == 3) return plain;
        // Version 4 spreads the size over 7 bits a byte, but old programs wrote it plain.
        const auto spread = synchSafe(rest_, 4);
        const bool isPlain = (plain & 0x8080'8080U) != 0 || (!endsFrame(spread) && endsFrame(plain));
        return isPlain ? plain : spread;
    }

    /// Whether a frame of that size would be followed by another frame, by padding or by the tag's end.
    bool endsFrame(std::uint64_t size) const {
        if (size >= rest_.size() - 10) return size == rest_.size() - 10;
        const auto follows =
            rest_.subspan(10 + size).first(std::min<std::size_t>(4, rest_.size() - 10 - size));
        if (follows[0] == 0) return true;
        return std::all_of(follows.begin(), follows.end(),
                           [](auto c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
    }

    Bytes rest_;
    int version_;
};

bool isWanted(const Frame& frame, int version) {
    if (std::find(kKept.begin(), kKept.end(), frame.id) == kKept.end()) return false;
    const unsigned packed = version == 3 ? 0xC0U : 0x0CU; // compressed or encrypted
    return (frame.flags[1] & packed) == 0 && frame.content.size() <= kLongestFrame;
}

void append(std::string& tag, const Frame& frame, int version) {
    tag += frame.id;
    appendNumber(tag, frame.content.size(), version == 2 ? 3 : 4, version == 4 ? 7 : 8);
    if (version > 2) tag.append(frame.flags.begin(), frame.flags.end());
    tag.append(frame.content.begin(), frame.content.end());
}

/// The body without the extended header in front of it.
Bytes withoutExtension(Bytes body, int version) {
    if (body.size() < 4) return {};
    const auto size = version == 4 ? synchSafe(body, 0) : bigEndian(body, 0, 4) + 4;
    return size <= body.size() ? body.subspan(size) : Bytes{};
}

} // namespace

std::string filteredId3v2(const InputFile& file, std::uint64_t at) {
    std::array<std::uint8_t, kTagHeader> head{};
    if (file.read(at, head) < kTagHeader || !matches(head, 0, "ID3")) return "";
    const int version = head[3];
    const unsigned flags = head[5];
    if (version < 2 || version > 4 || (version == 2 && (flags & 0x40U) != 0)) return "";

    std::vector<std::uint8_t> content(
        std::min<std::size_t>({synchSafe(head, 6), kLongestTag, file.size() - at - kTagHeader}));
    content.resize(file.read(at + kTagHeader, content));
    const bool unsynchronised = (flags & 0x80U) != 0;
    if (unsynchronised && version < 4) content = synchronised(content);
    Bytes body = content;
    if (version > 2 && (flags & 0x40U) != 0) body = withoutExtension(body, version);

    std::string kept;
    FrameReader frames(body, version);
    for (auto frame = frames.next(); frame && kept.size() < kMostKept; frame = frames.next())
        if (isWanted(*frame, version)) append(kept, *frame, version);

    std::string tag = "ID3";
    tag += {static_cast<char>(version), '\0'};
    tag += static_cast<char>(version == 4 && unsynchronised ? 0x80 : 0);
    appendNumber(tag, kept.size(), 4, 7);
    return tag + kept;
}

} // namespace durus::media
