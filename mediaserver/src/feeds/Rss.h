// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/store/Library.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace durus::mediaserver::feeds {

struct Lectures;

/// One page of a podcast feed.
struct RssPage {
    std::string title;
    std::string author;
    std::string description;
    std::string language; ///< "ar"
    /// Of the page about it, absolute.
    std::string link;
    /// Of this feed without its page: "http://box.local/feeds/recent.xml", with or without "?lang=ar".
    std::string self;
    std::string origin;
    std::string guid;
    /// To be heard in order (itunes:type serial), its episodes numbered.
    bool isSerial = false;
    std::size_t page = 1;
    std::size_t pages = 1;
};

/// Items `first` to before `last` of the lectures as RSS 2.0 with the itunes and podcast namespaces and the
/// paging of RFC 5005. Thread: pure.
std::string toRss(const RssPage& page, const Lectures& lectures, std::size_t first, std::size_t last);

} // namespace durus::mediaserver::feeds
