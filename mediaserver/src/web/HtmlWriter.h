// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::web {

/// Writes HTML. Everything given to it as text or attribute value is escaped; there is no way to write markup
/// that is not an element of this writer, so nothing a title holds can become markup. Thread: a value; the
/// owner synchronises.
class HtmlWriter {
public:
    struct Attribute {
        std::string_view name;
        std::string_view value{};
        /// False: the attribute is left out.
        bool present = true;
    };
    using Attributes = std::initializer_list<Attribute>;

    /// Begins with the document type.
    HtmlWriter();

    /// Opens an element. `name` and attribute names are the program's own words.
    HtmlWriter& open(std::string_view name, Attributes attributes = {});
    /// Closes the element opened last. REQUIRES: one is open.
    HtmlWriter& close();
    /// Closes elements until no more than `depth` are open.
    HtmlWriter& closeTo(std::size_t depth);
    std::size_t depth() const noexcept { return open_.size(); }
    HtmlWriter& text(std::string_view text);
    /// An element with nothing but text in it.
    HtmlWriter& element(std::string_view name, Attributes attributes, std::string_view text);
    /// An element without content and end tag: meta, link, input.
    HtmlWriter& empty(std::string_view name, Attributes attributes);

    /// Closes what is open and returns the document.
    std::string finish() &&;

private:
    void startTag(std::string_view name, Attributes attributes);

    std::string html_;
    std::vector<std::string> open_;
};

} // namespace durus::mediaserver::web
