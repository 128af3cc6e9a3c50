// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "SampleLibrary.h"
#include "http/Request.h"
#include "http/Response.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <durus/store/Library.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

/// A library with a catalogue of which nothing is here, and a series of two recordings, which are.
class FeedsFixture : public CppUnit::TestFixture {
public:
    void setUp() override {
        sample.addCatalogue();
        for (const char* file : {"patience-1-beginnings-vbr-cover.mp3", "patience-2-small-steps.ogg"})
            lessons.push_back(sample.import(durus::test::sourceDir() / "samples/library/audio" / file));
        series = sample.store()
                     .library()
                     .bySlug(durus::model::Slug{lessons.front()}, durus::model::kLocalAccount)
                     ->parentSlug.str();
    }

protected:
    using Request = durus::mediaserver::http::Request;
    using Response = durus::mediaserver::http::Response;

    static Request get(const std::string& kind, const std::string& file,
                       std::vector<Request::Pair> query = {}) {
        Request request;
        request.host = "box.local";
        request.port = 8080;
        request.query = std::move(query);
        request.parameters.emplace_back("list", kind.empty() ? file : kind + "/" + file);
        return request;
    }

    static unsigned statusOf(const Response& response) { return statusCode(response.status); }

    /// Registers a recording of which only the row exists.
    void addRow(const std::string& title, const std::string& inSeries, int order) {
        const std::string number = std::to_string(++rows);
        sample.store().library().addLocal({.title = title,
                                           .scholar = "Somebody",
                                           .series = inSeries,
                                           .description = {},
                                           .language = "en",
                                           .orderIndex = order,
                                           .duration = durus::Milliseconds(61'400),
                                           .file = "audio/" + number + ".mp3",
                                           .format = "mp3",
                                           .mediaType = "audio/mpeg",
                                           .sha256 = std::string(64 - number.size(), '0') + number,
                                           .sizeBytes = 12});
    }

    durus::test::TempDir directory;
    durus::test::SampleLibrary sample{directory.path()};
    std::vector<std::string> lessons;
    std::string series;
    int rows = 0;
};
