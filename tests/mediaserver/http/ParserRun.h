// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/RequestParser.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

/// A parser fed with text in pieces of a chosen size, the way a connection feeds it.
struct ParserRun {
    using Progress = durus::mediaserver::http::RequestParser::Progress;
    static constexpr std::size_t kAtOnce = std::numeric_limits<std::size_t>::max();

    durus::mediaserver::http::ServerLimits limits;
    durus::mediaserver::http::Request request;
    durus::mediaserver::http::RequestParser parser{limits};
    /// What the parser has not taken.
    std::string rest;

    /// Feeds the text until the request is complete or refused, or the text ends.
    Progress feed(std::string_view text, std::size_t pieceSize = kAtOnce) {
        parser.begin(request);
        request.clear();
        Progress progress = Progress::NeedMore;
        while (!text.empty() && (progress == Progress::NeedMore || progress == Progress::Head)) {
            const std::string_view piece = text.substr(0, std::min(pieceSize, text.size()));
            text.remove_prefix(piece.size());
            rest += piece;
            do {
                std::string_view input = rest;
                progress = parser.read(input);
                rest.erase(0, rest.size() - input.size());
            } while (progress == Progress::Head);
        }
        rest += text;
        return progress;
    }

    /// "ok", "more", or the status the request is refused with.
    std::string outcome(std::string_view text, std::size_t pieceSize = kAtOnce) {
        rest.clear();
        switch (feed(text, pieceSize)) {
        case Progress::Done:
            return "ok";
        case Progress::Failed:
            return std::to_string(durus::mediaserver::http::statusCode(parser.error()));
        default:
            return "more";
        }
    }
};
