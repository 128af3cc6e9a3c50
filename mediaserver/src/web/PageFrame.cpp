// SPDX-License-Identifier: Apache-2.0
#include "web/PageFrame.h"

namespace durus::mediaserver::web {

PageFrame::PageFrame(const PageContext& context, std::string_view title, std::string_view query,
                     std::string_view feed)
    : context_(context) {
    html_.open("html", {{"lang", code(context.language())}, {"dir", direction(context.language())}});
    head(title, feed);
    html_.open("body");
    html_.element("a", {{"class", "skip"}, {"href", "#content"}}, context.words().skipToContent);
    banner(query);
    body_ = html_.depth();
    html_.open("main", {{"id", "content"}, {"tabindex", "-1"}});
}

void PageFrame::head(std::string_view title, std::string_view feed) {
    const StaticFiles& files = context_.files;
    std::string fullTitle(title);
    if (!title.empty()) fullTitle += " – ";
    fullTitle += context_.name();
    html_.open("head");
    html_.empty("meta", {{"charset", "utf-8"}});
    html_.element("title", {}, fullTitle);
    html_.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html_.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    html_.empty("link", {{"rel", "stylesheet"}, {"href", files.address("style.css")}});
    html_.empty("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", files.address("icon.svg")}});
    html_.empty("link", {{"rel", "alternate"},
                         {"type", "application/rss+xml"},
                         {"title", context_.words().podcast},
                         {"href", feed.empty() ? context_.links().recentFeed() : std::string(feed)}});
    html_.empty("link", {{"rel", "manifest"}, {"href", "/manifest.webmanifest"}});
    html_.element("script", {{"src", files.address("player.js")}, {"defer"}}, "");
    html_.element("script", {{"src", files.address("paired.js")}, {"defer"}}, "");
    html_.close();
}

void PageFrame::banner(std::string_view query) {
    const Texts& words = context_.words();
    const Links links = context_.links();
    html_.open("header", {{"class", "top"}});
    html_.open("a", {{"class", "brand"}, {"href", links.home()}});
    html_.empty(
        "img", {{"src", context_.files.address("icon.svg")}, {"alt", ""}, {"width", "36"}, {"height", "36"}});
    html_.text(context_.name()).close();

    const Language other = context_.language() == Language::Arabic ? Language::English : Language::Arabic;
    html_.element("a",
                  {{"class", "language"},
                   {"href", Links::inLanguage(context_.request, other)},
                   {"lang", code(other)},
                   {"hreflang", code(other)},
                   {"dir", direction(other)}},
                  words.otherLanguageName);

    html_.open("form",
               {{"class", "search"}, {"role", "search"}, {"action", links.searchForm()}, {"method", "get"}});
    if (context_.choice.inAddress)
        html_.empty("input", {{"type", "hidden"}, {"name", "lang"}, {"value", code(context_.language())}});
    html_.empty("input", {{"type", "search"},
                          {"name", "q"},
                          {"value", query},
                          {"aria-label", words.searchLabel},
                          {"placeholder", words.searchPlaceholder},
                          {"dir", "auto"},
                          {"enterkeyhint", "search"},
                          {"autocomplete", "off"}});
    html_.element("button", {{"type", "submit"}}, words.search).close();
    html_.close();
}

std::string PageFrame::finish() && {
    html_.closeTo(body_).open("footer").element("p", {}, context_.words().tagline);
    html_.open("p").element("a", {{"href", context_.links().mine()}}, context_.words().mine).close();
    return std::move(html_).finish();
}

} // namespace durus::mediaserver::web
