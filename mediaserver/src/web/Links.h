// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Request.h"
#include "web/Language.h"

#include <durus/model/Ids.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace durus::mediaserver::web {

/// The addresses of the pages. A language that was asked for in the address is carried on.
/// Thread: pure.
class Links {
public:
    explicit Links(LanguageChoice choice) : choice_(choice) {}

    std::string home() const;
    /// `cursor`: of store::RecentPage.
    std::string olderThan(std::string_view cursor) const;
    /// What can be played here, by title. Pages count from 1.
    std::string here(std::size_t page) const;
    std::string scholars() const;
    std::string listing(const model::Slug& slug) const;
    std::string scholar(const model::Slug& slug) const;
    /// `kind`: series, collection, scholar. docs/formats.md
    std::string playlist(std::string_view kind, const model::Slug& slug) const;
    std::string feed(std::string_view kind, const model::Slug& slug) const;
    /// Of everything, the latest first.
    std::string recentFeed() const;
    /// A series as one file.
    static std::string archive(const model::Slug& series);
    std::string pairing() const;
    /// What somebody has begun and kept.
    std::string mine() const;
    std::string unpairing() const;
    /// Where the button of a lecture sends its form.
    std::string favorite() const;
    std::string searchForm() const;
    std::string search(std::string_view query, std::size_t page) const;
    /// The page that was asked for, in another language.
    static std::string inLanguage(const http::Request& request, Language language);

private:
    std::string address(std::string path, std::initializer_list<http::Request::Pair> query = {}) const;

    LanguageChoice choice_;
};

} // namespace durus::mediaserver::web
