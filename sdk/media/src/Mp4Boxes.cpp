// SPDX-License-Identifier: Apache-2.0
#include "Mp4Boxes.h"

#include <algorithm>
#include <array>
#include <optional>

namespace durus::media {

namespace {

/// The boxes that hold boxes; whatever else there is, is opaque here. TagLib goes into all of them but mvex.
constexpr std::array<std::string_view, 12> kContainers{"moov", "udta", "mdia", "meta", "ilst", "stbl",
                                                       "minf", "moof", "traf", "trak", "stsd", "mvex"};

class Walker {
public:
    Walker(InputFile& file, const Mp4Visitor& visitor) : file_(file), visitor_(visitor) {}

    bool walk() {
        walk(0, file_.size(), "", 0);
        return wellFormed_;
    }

private:
    static constexpr int kDeepest = 12;

    void walk(std::uint64_t at, std::uint64_t end, const std::string& parent, int depth) {
        while (at < end) {
            const auto box = boxAt(at, end, depth);
            if (!box || depth == kDeepest) {
                wellFormed_ = wellFormed_ && depth == 0;
                return;
            }
            visitor_(*box, parent);
            if (std::find(kContainers.begin(), kContainers.end(), box->type) != kContainers.end())
                walk(box->body + prefix(*box), box->end, box->type, depth + 1);
            at = box->end;
        }
    }

    std::optional<Mp4Box> boxAt(std::uint64_t at, std::uint64_t end, int depth) {
        const auto head = file_.view(at, 16);
        if (head.size() < 8) return std::nullopt;
        auto size = bigEndian(head, 0, 4);
        std::uint64_t header = 8;
        if (size == 0 && depth == 0) size = end - at;
        if (size == 1 && head.size() == 16) {
            size = bigEndian(head, 8, 8);
            header = 16;
        }
        if (size < header || size > end - at) return std::nullopt;
        return Mp4Box{{head.begin() + 4, head.begin() + 8}, at + header, at + size};
    }

    /// The length of what stands in a container before its boxes.
    std::uint64_t prefix(const Mp4Box& box) {
        if (box.type == "stsd") return 8;
        if (box.type != "meta") return 0;
        const auto first = file_.view(box.body, 8);
        for (const auto* child : {"hdlr", "ilst", "mhdr", "ctry", "lang"})
            if (matches(first, 4, child)) return 0;
        return 4;
    }

    InputFile& file_;
    const Mp4Visitor& visitor_;
    bool wellFormed_ = true;
};

} // namespace

bool walkMp4(InputFile& file, const Mp4Visitor& visitor) {
    return Walker(file, visitor).walk();
}

} // namespace durus::media
