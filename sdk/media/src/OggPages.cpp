// SPDX-License-Identifier: Apache-2.0
#include "OggPages.h"

#include <algorithm>
#include <optional>

namespace durus::media {

namespace {

constexpr std::size_t kPageHeader = 27;

struct Page {
    bool first = false; // of its logical stream
    std::uint32_t serial = 0;
    std::uint64_t granule = 0;
    std::uint64_t body = 0; // where it starts in the file
    std::uint64_t end = 0;

    /// Whether a packet ends on this page, so that the granule says something.
    bool isTimed() const { return granule != ~std::uint64_t{0}; }
};

/// A logical stream of sound as far as it was walked.
struct Stream {
    std::uint32_t serial = 0;
    OggCodec codec = OggCodec::Unknown;
    std::uint32_t rate = 0;
    std::uint64_t preSkip = 0;
    std::optional<std::uint64_t> start;
    std::uint64_t end = 0;

    void add(const Page& page) {
        if (!page.isTimed() || page.granule == 0) return;
        // A page holds at most 255 packets, of 120 ms in Opus and less in Vorbis. One that ends later than
        // that is not the first of a recording but of a piece out of one.
        constexpr std::uint64_t kLongestPage = 31;
        if (!start) start = page.granule > kLongestPage * rate ? page.granule : preSkip;
        end = page.granule;
    }

    Milliseconds duration() const {
        return start && end > *start ? timeOf(end - *start, rate) : Milliseconds{0};
    }
};

std::optional<Page> pageAt(InputFile& file, std::uint64_t at) {
    const auto header = file.view(at, kPageHeader + 255);
    if (header.size() < kPageHeader || !matches(header, 0, "OggS") || header[4] != 0) return std::nullopt;
    const std::size_t segments = header[26];
    if (header.size() < kPageHeader + segments) return std::nullopt;
    Page page;
    page.first = (header[5] & 2U) != 0;
    page.granule = littleEndian(header, 6, 8);
    page.serial = static_cast<std::uint32_t>(littleEndian(header, 14, 4));
    page.body = at + kPageHeader + segments;
    page.end = page.body;
    for (const auto segment : header.subspan(kPageHeader, segments))
        page.end += segment;
    return page;
}

/// The next page from `at` on, past whatever is none.
std::optional<Page> findPage(InputFile& file, std::uint64_t from) {
    for (auto at = file.find('O', from, file.size()); at; at = file.find('O', *at + 1, file.size()))
        if (const auto page = pageAt(file, *at)) return page;
    return std::nullopt;
}

std::optional<Stream> streamOf(InputFile& file, const Page& page) {
    const auto packet = file.view(page.body, std::min<std::uint64_t>(page.end - page.body, 20));
    Stream stream;
    stream.serial = page.serial;
    if (packet.size() >= 16 && matches(packet, 0, "\x01vorbis")) {
        stream.codec = OggCodec::Vorbis;
        stream.rate = static_cast<std::uint32_t>(littleEndian(packet, 12, 4));
    } else if (packet.size() >= 12 && matches(packet, 0, "OpusHead")) {
        stream.codec = OggCodec::Opus;
        stream.rate = 48000;
        stream.preSkip = littleEndian(packet, 10, 2);
    } else {
        return std::nullopt;
    }
    return stream;
}

} // namespace

OggCodec oggCodecOf(InputFile& file) {
    const auto page = pageAt(file, 0);
    const auto stream = page ? streamOf(file, *page) : std::nullopt;
    return stream ? stream->codec : OggCodec::Unknown;
}

Sound measureOgg(InputFile& file) {
    Sound sound;
    Stream stream;
    for (auto page = findPage(file, 0); page; page = findPage(file, page->end)) {
        if (const auto opened = page->first ? streamOf(file, *page) : std::nullopt) {
            sound.duration += stream.duration();
            stream = *opened;
        } else if (page->serial == stream.serial) {
            stream.add(*page);
            if (stream.start) sound.bytes += page->end - page->body;
        }
    }
    sound.duration += stream.duration();
    return sound;
}

} // namespace durus::media
