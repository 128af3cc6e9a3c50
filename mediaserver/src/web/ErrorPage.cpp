// SPDX-License-Identifier: Apache-2.0
#include "web/ErrorPage.h"

namespace durus::mediaserver::web {

std::string errorPage(const PageContext& context, http::Status status) {
    const Texts& words = context.words();
    std::string_view heading = words.failed;
    std::string_view hint = words.failedHint;
    if (status == http::Status::NotFound) {
        heading = words.notFound;
        hint = words.notFoundHint;
    } else if (status == http::Status::BadRequest) {
        heading = words.badAddress;
        hint = words.notFoundHint;
    }
    PageFrame page(context, heading);
    HtmlWriter& html = page.html();
    html.element("h1", {}, heading).element("p", {{"class", "lead"}}, hint);
    html.open("p", {{"class", "actions"}});
    html.element("a", {{"class", "button main"}, {"href", context.links().home()}}, words.back);
    return std::move(page).finish();
}

} // namespace durus::mediaserver::web
