// SPDX-License-Identifier: Apache-2.0
#include "feeds/PlaylistText.h"

#include "api/LibraryReading.h"
#include "feeds/XmlText.h"
#include "media/AudioName.h"

namespace durus::mediaserver::feeds {

namespace {

std::string locationOf(const Playlist& playlist, const store::LibraryItem& item) {
    return std::string(playlist.origin) + media::audioPath(*item.stored);
}

std::string secondsOf(const store::LibraryItem& item) {
    const auto milliseconds = api::durationOf(item).count();
    return milliseconds > 0 ? std::to_string((milliseconds + 500) / 1000) : "-1";
}

} // namespace

std::string toM3u(const Playlist& playlist) {
    std::string text = "#EXTM3U\n#PLAYLIST:" + oneLine(playlist.title) + "\n";
    for (const store::LibraryItem& item : playlist.items)
        text += "#EXTINF:" + secondsOf(item) + "," + oneLine(item.listing.title) + "\n" +
                locationOf(playlist, item) + "\n";
    return text;
}

std::string toXspf(const Playlist& playlist) {
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">\n";
    xml += xmlElement("title", playlist.title) + xmlElement("creator", playlist.creator) + "<trackList>\n";
    for (const store::LibraryItem& item : playlist.items) {
        xml += "<track>\n" + xmlElement("location", locationOf(playlist, item)) +
               xmlElement("title", item.listing.title) + xmlElement("creator", item.scholarName) +
               xmlElement("album", item.parentTitle);
        if (item.listing.orderIndex > 0)
            xml += xmlElement("trackNum", std::to_string(item.listing.orderIndex));
        if (const auto duration = api::durationOf(item); duration.count() > 0)
            xml += xmlElement("duration", std::to_string(duration.count()));
        xml += "</track>\n";
    }
    return xml + "</trackList>\n</playlist>\n";
}

} // namespace durus::mediaserver::feeds
