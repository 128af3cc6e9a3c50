// SPDX-License-Identifier: Apache-2.0
#include "feeds/Opml.h"

#include "feeds/XmlText.h"

namespace durus::mediaserver::feeds {

std::string toOpml(std::string_view title, const std::vector<Outline>& outlines) {
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n" +
                      xmlElement("title", title) + "</head>\n<body>\n";
    for (const Outline& outline : outlines) {
        const std::string text = xmlText(oneLine(outline.title));
        xml += "<outline type=\"rss\" text=\"" + text + "\" title=\"" + text + "\" xmlUrl=\"" +
               xmlText(outline.feed) + "\" htmlUrl=\"" + xmlText(outline.page) + "\"/>\n";
    }
    return xml + "</body>\n</opml>\n";
}

} // namespace durus::mediaserver::feeds
