// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/PageFrame.h"

#include <durus/store/Library.h>

#include <span>

namespace durus::mediaserver::web {

/// Which facts stand below a title.
struct RowFacts {
    bool scholar = true;
    /// "Lesson 2", and the badge holds the number: for the lessons of one series.
    bool order = false;
};

/// Writes listings as a list of rows that can be tapped as a whole. Numbered ones make an ordered list.
void writeRows(HtmlWriter& html, const PageContext& context, std::span<const store::LibraryItem> items,
               RowFacts facts = {});

/// A text of the catalogue in its own language and direction, isolated from what is around it. Without a
/// known language the browser looks at the text.
void writeIsolated(HtmlWriter& html, std::string_view languageCode, std::string_view text);

/// A time element: "45 min".
void writeDuration(HtmlWriter& html, const PageContext& context, Milliseconds duration);

} // namespace durus::mediaserver::web
