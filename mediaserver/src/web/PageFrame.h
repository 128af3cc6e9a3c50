// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "web/HtmlWriter.h"
#include "web/Links.h"
#include "web/StaticFiles.h"
#include "web/Texts.h"

#include <string>
#include <string_view>

namespace durus::mediaserver::web {

/// What every page needs to know of the request it answers.
struct PageContext {
    const http::Request& request;
    const StaticFiles& files;
    LanguageChoice choice;
    /// How this box is called, as its keeper configured it; empty: the project's name.
    std::string_view siteName;

    Language language() const noexcept { return choice.language; }
    const Texts& words() const noexcept { return texts(choice.language); }
    Links links() const { return Links(choice); }
    std::string_view name() const noexcept { return siteName.empty() ? words().siteName : siteName; }
};

/// What stands around the content of every page: head, banner with search and language, footer.
/// Thread: a value.
class PageFrame {
public:
    /// Begins a page. `title`: empty for the first page. `query`: what the search field holds. `feed`:
    /// address of the podcast that belongs to it; empty: the one of everything.
    PageFrame(const PageContext& context, std::string_view title, std::string_view query = {},
              std::string_view feed = {});

    /// Where the content is written; what is left open there is closed by finish().
    HtmlWriter& html() noexcept { return html_; }

    /// Ends the page and returns it.
    std::string finish() &&;

private:
    void head(std::string_view title, std::string_view feed);
    void banner(std::string_view query);

    const PageContext& context_;
    HtmlWriter html_;
    std::size_t body_ = 0; // elements open around the content
};

} // namespace durus::mediaserver::web
