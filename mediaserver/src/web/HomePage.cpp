// SPDX-License-Identifier: Apache-2.0
#include "web/HomePage.h"

#include "web/ListingRows.h"
#include "web/Quantities.h"

#include <algorithm>

namespace durus::mediaserver::web {

namespace {

void writeViews(HtmlWriter& html, const PageContext& context, HomeContent::View view) {
    const auto link = [&](HomeContent::View target, const std::string& address, std::string_view text) {
        html.open("li")
            .element("a", {{"href", address}, {"aria-current", "page", view == target}}, text)
            .close();
    };
    html.open("nav", {{"class", "views"}, {"aria-label", context.words().views}})
        .open("ul", {{"role", "list"}});
    link(HomeContent::View::Newest, context.links().home(), context.words().newestView);
    link(HomeContent::View::Here, context.links().here(1), context.words().hereView);
    html.close().close();
}

void writeEmpty(HtmlWriter& html, const PageContext& context) {
    html.open("div", {{"class", "empty"}});
    html.element("p", {}, context.words().emptyLibrary).element("p", {}, context.words().emptyLibraryHint);
    html.close();
}

void writePaging(HtmlWriter& html, const PageContext& context, const HomeContent& content) {
    if (content.isFirst && content.moreAddress.empty()) return;
    const std::string first =
        content.view == HomeContent::View::Here ? context.links().here(1) : context.links().home();
    html.open("nav", {{"class", "actions"}, {"aria-label", context.words().pages}});
    if (!content.isFirst)
        html.element("a", {{"class", "button"}, {"href", first}}, context.words().firstPage);
    if (!content.moreAddress.empty())
        html.element("a", {{"class", "button next"}, {"rel", "next"}, {"href", content.moreAddress}},
                     context.words().more);
    html.close();
}

} // namespace

std::string homePage(const PageContext& context, const HomeContent& content) {
    const Texts& words = context.words();
    PageFrame page(context, {});
    HtmlWriter& html = page.html();
    html.element("h1", {}, content.view == HomeContent::View::Here ? words.hereTitle : words.recent);
    // The choice makes no difference where everything is here, or nothing.
    if (content.counts.stored > 0 && content.counts.stored < content.counts.lectures)
        writeViews(html, context, content.view);
    if (content.items.empty())
        writeEmpty(html, context);
    else
        writeRows(html, context, content.items);
    writePaging(html, context, content);
    if (!content.scholars.empty()) {
        html.open("section", {{"aria-labelledby", "scholars"}});
        html.element("h2", {{"id", "scholars"}}, words.scholars);
        writeScholars(html, context, content.scholars, kScholarsOnHome);
        html.close();
    }
    return std::move(page).finish();
}

std::string scholarsPage(const PageContext& context, const std::vector<store::ScholarItem>& scholars) {
    PageFrame page(context, context.words().scholars);
    page.html().element("h1", {}, context.words().scholars);
    writeScholars(page.html(), context, scholars, scholars.size());
    return std::move(page).finish();
}

void writeScholars(HtmlWriter& html, const PageContext& context,
                   const std::vector<store::ScholarItem>& scholars, std::size_t most) {
    html.open("ul", {{"class", "names"}, {"role", "list"}});
    for (std::size_t i = 0; i < std::min(most, scholars.size()); ++i) {
        const store::ScholarItem& item = scholars[i];
        html.open("li").open("a", {{"href", context.links().scholar(item.scholar.slug)}});
        writeIsolated(html, item.scholar.language, item.scholar.name);
        html.element("small", {},
                     counted(context.language(), context.words().lectureCount, item.lectureCount));
        html.close().close();
    }
    if (scholars.size() > most)
        html.open("li")
            .element("a", {{"href", context.links().scholars()}}, context.words().allScholars)
            .close();
    html.close();
}

} // namespace durus::mediaserver::web
