// SPDX-License-Identifier: Apache-2.0
#include "feeds/Rss.h"

#include "api/LibraryReading.h"
#include "feeds/Lectures.h"
#include "feeds/XmlText.h"
#include "http/HttpDate.h"
#include "media/AudioName.h"
#include "web/HtmlEscape.h"

namespace durus::mediaserver::feeds {

namespace {

constexpr std::string_view kStart = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                    "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
                                    "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
                                    "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\">\n<channel>\n";

std::string addressOfPage(const RssPage& feed, std::size_t page) {
    if (page <= 1) return feed.self;
    const char* separator = feed.self.find('?') == std::string::npos ? "?" : "&";
    return feed.self + separator + "page=" + std::to_string(page);
}

std::string atomLink(const RssPage& feed, std::string_view relation, std::size_t page) {
    return "<atom:link rel=\"" + std::string(relation) + "\" type=\"application/rss+xml\" href=\"" +
           xmlText(addressOfPage(feed, page)) + "\"/>\n";
}

std::string links(const RssPage& feed) {
    std::string xml = atomLink(feed, "self", feed.page);
    if (feed.pages < 2) return xml;
    xml += atomLink(feed, "first", 1);
    if (feed.page > 1) xml += atomLink(feed, "prev", feed.page - 1);
    if (feed.page < feed.pages) xml += atomLink(feed, "next", feed.page + 1);
    return xml + atomLink(feed, "last", feed.pages);
}

std::string dateElement(std::string_view name, const model::Listing& listing) {
    if (!listing.publishedAt) return {};
    const auto seconds = listing.publishedAt->sinceEpoch.count() / 1000;
    return xmlElement(name, http::formatHttpDate(static_cast<std::time_t>(seconds)));
}

std::string numbers(const Lectures& lectures, const store::LibraryItem& item) {
    std::string xml;
    if (item.listing.orderIndex > 0) {
        const std::string order = std::to_string(item.listing.orderIndex);
        xml += xmlElement("itunes:episode", order) + xmlElement("podcast:episode", order);
    }
    if (lectures.season > 0) {
        const std::string season = std::to_string(lectures.season);
        xml += xmlElement("itunes:season", season) + xmlElement("podcast:season", season);
    }
    return xml;
}

std::string itemElement(const RssPage& feed, const Lectures& lectures, const store::LibraryItem& item) {
    const model::Listing& listing = item.listing;
    std::string xml =
        "<item>\n" + xmlElement("title", listing.title.empty() ? listing.slug.str() : listing.title);
    xml += xmlElement("link", feed.origin + "/listing/" + web::percentEncode(listing.slug.str()));
    xml += "<guid isPermaLink=\"false\">" + xmlText(listing.id.str()) + "</guid>\n";
    xml += dateElement("pubDate", listing) + xmlElement("description", listing.description);
    xml += "<enclosure url=\"" + xmlText(feed.origin + media::audioPath(*item.stored)) + "\" length=\"" +
           std::to_string(item.stored->sizeBytes) + "\" type=\"" + xmlText(item.stored->mediaType) + "\"/>\n";
    if (const auto duration = api::durationOf(item); duration.count() > 0)
        xml += xmlElement("itunes:duration", std::to_string((duration.count() + 500) / 1000));
    xml += xmlElement("itunes:author", item.scholarName);
    if (feed.isSerial) xml += numbers(lectures, item);
    return xml + "<itunes:explicit>false</itunes:explicit>\n</item>\n";
}

} // namespace

std::string toRss(const RssPage& feed, const Lectures& lectures, std::size_t first, std::size_t last) {
    std::string xml(kStart);
    xml += xmlElement("title", feed.title) + xmlElement("link", feed.link) +
           xmlElement("description", feed.description.empty() ? feed.title : feed.description) +
           xmlElement("language", feed.language) + links(feed);
    xml += xmlElement("podcast:guid", feed.guid) + xmlElement("itunes:author", feed.author);
    xml += xmlElement("itunes:type", feed.isSerial ? "serial" : "episodic");
    xml += "<itunes:category text=\"Religion &amp; Spirituality\"><itunes:category "
           "text=\"Islam\"/></itunes:category>\n<itunes:explicit>false</itunes:explicit>\n";
    for (std::size_t i = first; i < last; ++i)
        xml += itemElement(feed, lectures, lectures.items[i]);
    return xml + "</channel>\n</rss>\n";
}

} // namespace durus::mediaserver::feeds
