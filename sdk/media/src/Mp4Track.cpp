// SPDX-License-Identifier: Apache-2.0
#include "Mp4Track.h"

#include "Mp4Boxes.h"

#include <algorithm>
#include <map>

namespace durus::media {

namespace {

/// What is known of the track whose boxes are being visited.
struct TrackBoxes {
    std::uint64_t id = 0;
    bool isSound = false;
    std::uint64_t timescale = 0;
    std::uint64_t stated = 0;
    std::uint64_t counted = 0;
    std::string language;
};

/// Five bits each for three letters.
std::string languageOf(std::uint64_t packed) {
    std::string code;
    for (const unsigned shift : {10U, 5U, 0U})
        code += static_cast<char>(0x60U + (packed >> shift & 0x1FU));
    return code;
}

class TrackReader {
public:
    explicit TrackReader(InputFile& file) : file_(file) {}

    Mp4Track read() {
        Mp4Track result;
        result.wellFormed =
            walkMp4(file_, [this](const Mp4Box& box, const std::string& parent) { visit(box, parent); });
        settle();
        result.isFound = chosen_.isSound;
        result.sound = {timeOf(chosen_.counted != 0 ? chosen_.counted : chosen_.stated, chosen_.timescale),
                        mediaBytes_};
        result.language = chosen_.language;
        return result;
    }

private:
    using Handler = void (TrackReader::*)(const Mp4Box&);

    void visit(const Mp4Box& box, const std::string& parent) {
        static const std::map<std::string, Handler, std::less<>> kHandlers{
            {"moov/trak", &TrackReader::openTrack},   {"trak/tkhd", &TrackReader::trackHeader},
            {"mdia/mdhd", &TrackReader::mediaHeader}, {"mdia/hdlr", &TrackReader::handler},
            {"stbl/stts", &TrackReader::sampleTimes}, {"mvex/trex", &TrackReader::fragmentDefaults},
            {"traf/tfhd", &TrackReader::fragment},    {"traf/trun", &TrackReader::fragmentSamples},
            {"/mdat", &TrackReader::mediaData},
        };
        const auto found = kHandlers.find(parent + '/' + box.type);
        if (found != kHandlers.end()) (this->*found->second)(box);
    }

    /// The first `count` bytes of the box, or none if it is shorter.
    Bytes front(const Mp4Box& box, std::size_t count) {
        const auto bytes = file_.view(box.body, std::min<std::uint64_t>(box.end - box.body, count));
        return bytes.size() < count ? Bytes{} : bytes;
    }

    /// The track visited last becomes the chosen one if it is the first of sound.
    void settle() {
        if (!chosen_.isSound && current_.isSound) chosen_ = current_;
        current_ = {};
    }

    void openTrack(const Mp4Box&) { settle(); }

    void trackHeader(const Mp4Box& box) {
        const auto bytes = front(box, 24);
        if (!bytes.empty()) current_.id = bigEndian(bytes, bytes[0] == 1 ? 20 : 12, 4);
    }

    void mediaHeader(const Mp4Box& box) {
        const auto version = front(box, 1);
        const bool wide = !version.empty() && version[0] == 1;
        const auto bytes = front(box, wide ? 34 : 22);
        if (bytes.empty()) return;
        const std::size_t width = wide ? 8 : 4;
        current_.timescale = bigEndian(bytes, 4 + 2 * width, 4);
        current_.stated = bigEndian(bytes, 8 + 2 * width, width);
        if (current_.stated == (wide ? ~std::uint64_t{0} : 0xFFFF'FFFFU)) current_.stated = 0;
        current_.language = languageOf(bigEndian(bytes, 8 + 3 * width, 2));
    }

    void handler(const Mp4Box& box) { current_.isSound = matches(front(box, 12), 8, "soun"); }

    void sampleTimes(const Mp4Box& box) {
        for (auto at = box.body + 8; at + 8 <= box.end; at += 8) {
            const auto entry = file_.view(at, 8);
            if (entry.size() < 8) return;
            current_.counted += bigEndian(entry, 0, 4) * bigEndian(entry, 4, 4);
        }
    }

    void fragmentDefaults(const Mp4Box& box) {
        settle();
        const auto bytes = front(box, 16);
        if (!bytes.empty() && bigEndian(bytes, 4, 4) == chosen_.id) trackDefault_ = bigEndian(bytes, 12, 4);
    }

    void fragment(const Mp4Box& box) {
        settle();
        const auto bytes = file_.view(box.body, std::min<std::uint64_t>(box.end - box.body, 24));
        if (bytes.size() < 8) return;
        const auto flags = bigEndian(bytes, 1, 3);
        fragmentIsOurs_ = bigEndian(bytes, 4, 4) == chosen_.id;
        fragmentDefault_ = trackDefault_;
        const std::size_t at = 8 + ((flags & 1U) != 0 ? 8 : 0) + ((flags & 2U) != 0 ? 4 : 0);
        if ((flags & 8U) != 0 && bytes.size() >= at + 4) fragmentDefault_ = bigEndian(bytes, at, 4);
    }

    void fragmentSamples(const Mp4Box& box) {
        const auto bytes = front(box, 8);
        if (bytes.empty() || !fragmentIsOurs_) return;
        const auto flags = bigEndian(bytes, 1, 3);
        const auto count = bigEndian(bytes, 4, 4);
        if ((flags & 0x100U) == 0) {
            chosen_.counted += count * fragmentDefault_;
            return;
        }
        std::uint64_t step = 0;
        for (const unsigned field : {0x100U, 0x200U, 0x400U, 0x800U})
            step += (flags & field) != 0 ? 4 : 0;
        auto at = box.body + 8 + ((flags & 1U) != 0 ? 4 : 0) + ((flags & 4U) != 0 ? 4 : 0);
        for (std::uint64_t i = 0; i < count && at + 4 <= box.end; ++i, at += step) {
            const auto duration = file_.view(at, 4);
            if (duration.size() < 4) return;
            chosen_.counted += bigEndian(duration, 0, 4);
        }
    }

    void mediaData(const Mp4Box& box) { mediaBytes_ += box.end - box.body; }

    InputFile& file_;
    TrackBoxes current_;
    TrackBoxes chosen_;
    std::uint64_t trackDefault_ = 0;
    std::uint64_t fragmentDefault_ = 0;
    bool fragmentIsOurs_ = false;
    std::uint64_t mediaBytes_ = 0;
};

} // namespace

Mp4Track readMp4Track(InputFile& file) {
    return TrackReader(file).read();
}

} // namespace durus::media
