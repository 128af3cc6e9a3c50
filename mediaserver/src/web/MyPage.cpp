// SPDX-License-Identifier: Apache-2.0
#include "web/MyPage.h"

#include "web/ListingRows.h"
#include "web/Quantities.h"

namespace durus::mediaserver::web {

namespace {

void writeSection(HtmlWriter& html, const PageContext& context, std::string_view id, std::string_view title,
                  const std::vector<store::LibraryItem>& items, std::string_view none) {
    html.open("section", {{"aria-labelledby", id}});
    html.element("h2", {{"id", id}}, title);
    if (items.empty())
        html.element("p", {{"class", "hint"}}, none);
    else
        writeRows(html, context, items, {.scholar = true, .order = false});
    html.close();
}

} // namespace

std::string myPage(const PageContext& context, const MyContent& content) {
    const Texts& words = context.words();
    PageFrame page(context, words.mine);
    HtmlWriter& html = page.html();
    html.element("h1", {}, words.mine);
    writeSection(html, context, "begun", words.begun, content.begun, words.nothingBegun);
    writeSection(html, context, "favorites", words.favorites, content.favorites, words.noFavorites);
    html.open("section", {{"aria-labelledby", "device"}});
    html.element("h2", {{"id", "device"}}, words.thisDevice);
    html.element(
        "p", {},
        fill(fill(words.pairedAs, "name", content.device.name), "account", content.device.account.str()));
    html.open("form", {{"method", "post"}, {"action", context.links().unpairing()}});
    html.element("button", {{"class", "button"}, {"type", "submit"}}, words.unpair);
    html.close();
    html.close();
    return std::move(page).finish();
}

} // namespace durus::mediaserver::web
