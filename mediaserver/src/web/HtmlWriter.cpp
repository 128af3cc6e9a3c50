// SPDX-License-Identifier: Apache-2.0
#include "web/HtmlWriter.h"

#include "web/HtmlEscape.h"

#include <cassert>

namespace durus::mediaserver::web {

HtmlWriter::HtmlWriter() : html_("<!DOCTYPE html>\n") {
    html_.reserve(16 * 1024);
}

void HtmlWriter::startTag(std::string_view name, Attributes attributes) {
    html_ += '<';
    html_ += name;
    for (const Attribute& attribute : attributes) {
        if (!attribute.present) continue;
        html_ += ' ';
        html_ += attribute.name;
        if (attribute.value.data() == nullptr) continue;
        html_ += "=\"";
        appendEscaped(html_, attribute.value);
        html_ += '"';
    }
    html_ += '>';
}

HtmlWriter& HtmlWriter::open(std::string_view name, Attributes attributes) {
    startTag(name, attributes);
    open_.emplace_back(name);
    return *this;
}

HtmlWriter& HtmlWriter::close() {
    assert(!open_.empty());
    html_ += "</";
    html_ += open_.back();
    html_ += '>';
    open_.pop_back();
    return *this;
}

HtmlWriter& HtmlWriter::closeTo(std::size_t depth) {
    while (open_.size() > depth)
        close();
    return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
    appendEscaped(html_, text);
    return *this;
}

HtmlWriter& HtmlWriter::element(std::string_view name, Attributes attributes, std::string_view content) {
    return open(name, attributes).text(content).close();
}

HtmlWriter& HtmlWriter::empty(std::string_view name, Attributes attributes) {
    startTag(name, attributes);
    return *this;
}

std::string HtmlWriter::finish() && {
    closeTo(0);
    html_ += '\n';
    return std::move(html_);
}

} // namespace durus::mediaserver::web
