// SPDX-License-Identifier: Apache-2.0
#include "Tags.h"

#include "Id3Filter.h"
#include "TagStream.h"
#include "TagText.h"
#include "WavChunks.h"

#include <taglib/flacfile.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/opusfile.h>
#include <taglib/tbytevectorstream.h>
#include <taglib/tpropertymap.h>
#include <taglib/vorbisfile.h>

#include <algorithm>

namespace durus::media {

namespace {

Tags basic(const TagLib::Tag& tag) {
    constexpr unsigned kMostTracks = 99'999;
    Tags tags;
    tags.title = tagText(tag.title());
    tags.artist = tagText(tag.artist());
    tags.album = tagText(tag.album());
    tags.comment = tagText(tag.comment());
    tags.track = static_cast<int>(tag.track() <= kMostTracks ? tag.track() : 0);
    return tags;
}

std::string property(const TagLib::PropertyMap& properties, const char* key) {
    const auto found = properties.find(key);
    return found == properties.end() || found->second.isEmpty() ? "" : tagText(found->second.front());
}

Tags from(const TagLib::File& file) {
    if (!file.isValid() || file.tag() == nullptr) return {};
    auto tags = basic(*file.tag());
    const auto properties = file.properties();
    tags.language = property(properties, "LANGUAGE");
    if (tags.comment.empty()) tags.comment = property(properties, "COMMENT");
    return tags;
}

/// Takes from `other` what `tags` has not.
void complete(Tags& tags, const Tags& other) {
    for (auto field : {&Tags::title, &Tags::artist, &Tags::album, &Tags::comment, &Tags::language})
        if ((tags.*field).empty()) tags.*field = other.*field;
    if (tags.track == 0) tags.track = other.track;
}

/// ID3 tags of either version, behind each other as in a file without sound.
Tags fromId3(const std::string& id3) {
    TagLib::ByteVectorStream stream(TagLib::ByteVector(id3.data(), static_cast<unsigned>(id3.size())));
    return from(TagLib::MPEG::File(&stream, TagLib::ID3v2::FrameFactory::instance(), false));
}

std::string id3v1(const InputFile& file) {
    constexpr std::size_t kSize = 128;
    std::string tag(kSize, '\0');
    if (file.size() < kSize) return "";
    file.read(file.size() - kSize, {reinterpret_cast<std::uint8_t*>(tag.data()), kSize});
    return tag.starts_with("TAG") ? tag : "";
}

Tags fromWav(InputFile& file) {
    constexpr std::uint64_t kLongestInfo = std::uint64_t{1} << 20U;
    const auto wav = readWav(file);
    Tags tags;
    if (wav.id3.size > 0) tags = fromId3(filteredId3v2(file, wav.id3.at));
    if (wav.info.size > 0) {
        std::vector<std::uint8_t> chunk(std::min(wav.info.size, kLongestInfo));
        chunk.resize(file.read(wav.info.at, chunk));
        const TagLib::RIFF::Info::Tag info(TagLib::ByteVector(reinterpret_cast<const char*>(chunk.data()),
                                                              static_cast<unsigned>(chunk.size())));
        auto more = basic(info);
        more.language = tagText(info.fieldText("ILNG"));
        complete(tags, more);
    }
    return tags;
}

Tags read(InputFile& file, const Content& content) {
    TagStream stream(file, content.format == Format::Flac ? content.start : 0);
    switch (content.format) {
    case Format::Mp3:
        return fromId3(filteredId3v2(file, 0) + id3v1(file));
    case Format::Wav:
        return fromWav(file);
    case Format::M4a:
        return from(TagLib::MP4::File(&stream, false));
    case Format::Opus:
        return from(TagLib::Ogg::Opus::File(&stream, false));
    case Format::Vorbis:
        return from(TagLib::Ogg::Vorbis::File(&stream, false));
    case Format::Flac:
        return from(TagLib::FLAC::File(&stream, TagLib::ID3v2::FrameFactory::instance(), false));
    case Format::Unknown:
        break;
    }
    return {};
}

} // namespace

Tags readTags(InputFile& file, const Content& content) {
    try {
        return read(file, content);
    } catch (const std::logic_error&) {
        return {}; // TagLib asked a container for more than it holds
    }
}

} // namespace durus::media
