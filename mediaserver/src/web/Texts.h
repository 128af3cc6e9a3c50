// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "web/Language.h"

#include <string_view>

namespace durus::mediaserver::web {

/// The forms a counted noun takes (CLDR's categories). "{n}" stands for the number. English uses one and
/// other; Arabic all: 1, 2, 3-10, 11-99 and the rest by the last two digits.
struct CountedNoun {
    std::string_view zero;
    std::string_view one;
    std::string_view two;
    std::string_view few;
    std::string_view many;
    std::string_view other;
};

/// Every text of the pages in one language. Texts of the catalogue are not among them.
struct Texts {
    std::string_view siteName;
    std::string_view tagline;
    std::string_view skipToContent;
    std::string_view otherLanguageName; ///< the other language, in its own words
    std::string_view search;
    std::string_view searchLabel;
    std::string_view searchPlaceholder;
    std::string_view recent; ///< title of the first page
    std::string_view views;  ///< names the choice between the two below
    std::string_view newestView;
    std::string_view hereView;
    std::string_view hereTitle;
    std::string_view pages; ///< names the links to further pages
    std::string_view firstPage;
    std::string_view scholars;
    std::string_view allScholars;
    std::string_view series;
    std::string_view seriesPlural;
    std::string_view single;
    std::string_view lessons;
    std::string_view collection;
    std::string_view lesson;
    std::string_view notHere;     ///< mark of a listing that is not downloaded
    std::string_view notHereLong; ///< the same where the player would be
    std::string_view someHere;    ///< "{here} of {all} here"
    std::string_view listen;
    std::string_view download;
    std::string_view previous;
    std::string_view next;
    std::string_view more;
    std::string_view results;   ///< "Results for “{q}”"
    std::string_view noResults; ///< "Nothing found for “{q}”."
    std::string_view searchHint;
    std::string_view emptyLibrary;
    std::string_view emptyLibraryHint;
    std::string_view notFound;
    std::string_view notFoundHint;
    std::string_view badAddress;
    std::string_view failed;
    std::string_view failedHint;
    std::string_view back;
    std::string_view speed;
    std::string_view rewind;
    std::string_view forward;
    std::string_view resumed; ///< "Continuing at {time}"
    std::string_view topics;
    std::string_view playlist;
    std::string_view podcast;
    std::string_view downloadAll; ///< "{size}"
    std::string_view megabytes;   ///< "{n}"
    std::string_view keep;        ///< the button that makes a lecture a favourite ...
    std::string_view kept;        ///< ... and the one that says it is one
    std::string_view mine;        ///< title of what somebody has begun and kept
    std::string_view begun;
    std::string_view nothingBegun;
    std::string_view favorites;
    std::string_view noFavorites;
    std::string_view thisDevice;
    std::string_view pairedAs; ///< "{name}", "{account}"
    std::string_view unpair;
    std::string_view pairTitle;
    std::string_view pairLead;
    std::string_view pairWrong;
    std::string_view pairCode;
    std::string_view pairName;
    std::string_view pairButton;
    std::string_view pairHint;
    std::string_view and_; ///< between hours and minutes
    CountedNoun lessonCount;
    CountedNoun lectureCount;
    CountedNoun hours;
    CountedNoun minutes;
    CountedNoun seconds;
};

/// The texts of that language. Thread: any.
const Texts& texts(Language language) noexcept;

} // namespace durus::mediaserver::web
