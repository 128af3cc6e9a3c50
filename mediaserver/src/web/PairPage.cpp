// SPDX-License-Identifier: Apache-2.0
#include "web/PairPage.h"

namespace durus::mediaserver::web {

namespace {

void writeField(HtmlWriter& html, std::string_view label, HtmlWriter::Attributes input) {
    html.open("label");
    html.element("span", {}, label);
    html.empty("input", input);
    html.close();
}

} // namespace

std::string pairPage(const PageContext& context, bool wrong) {
    const Texts& words = context.words();
    PageFrame page(context, words.pairTitle);
    HtmlWriter& html = page.html();
    html.element("h1", {}, words.pairTitle);
    html.element("p", {{"class", "lead"}}, words.pairLead);
    if (wrong) html.element("p", {{"class", "notice"}, {"role", "alert"}}, words.pairWrong);
    html.open("form", {{"class", "fields"}, {"method", "post"}, {"action", context.links().pairing()}});
    writeField(html, words.pairCode,
               {{"name", "code"},
                {"id", "code"},
                {"required"},
                {"inputmode", "numeric"},
                {"autocomplete", "one-time-code"},
                {"maxlength", "32"},
                {"dir", "ltr"}});
    writeField(
        html, words.pairName,
        {{"name", "name"}, {"required"}, {"maxlength", "40"}, {"dir", "auto"}, {"autocomplete", "off"}});
    html.element("button", {{"class", "button main"}, {"type", "submit"}}, words.pairButton);
    html.close();
    html.element("p", {{"class", "hint"}}, words.pairHint);
    return std::move(page).finish();
}

} // namespace durus::mediaserver::web
