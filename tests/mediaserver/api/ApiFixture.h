// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "SampleLibrary.h"
#include "Shape.h"
#include "http/Request.h"
#include "http/Response.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

/// A library with the sample catalogue, of which nothing is here, and a series of two recordings, which are.
class ApiFixture : public CppUnit::TestFixture {
public:
    void setUp() override {
        sample.addCatalogue();
        for (const char* file : {"patience-1-beginnings-vbr-cover.mp3", "patience-2-small-steps.ogg"})
            sample.import(durus::test::sourceDir() / "samples/library/audio" / file);
    }

protected:
    using Request = durus::mediaserver::http::Request;
    using Response = durus::mediaserver::http::Response;

    static Request get(const std::string& slug = {}, std::vector<Request::Pair> query = {}) {
        Request request;
        request.target = "/api/test";
        request.host = "box.local";
        request.port = 8080;
        request.query = std::move(query);
        request.parameters.emplace_back("slug", slug);
        return request;
    }

    static Poco::JSON::Object::Ptr ok(const Response& response) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(response.body.text(), 200U, statusCode(response.status));
        return durus::test::parseObject(response.body.text());
    }

    /// The message of an error of that status.
    static std::string failed(unsigned status, const Response& response) {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(response.body.text(), status, statusCode(response.status));
        return durus::test::parseObject(response.body.text())->getValue<std::string>("message");
    }

    /// That member of every entry, with blanks between.
    static std::string each(const Poco::JSON::Array::Ptr& array, const std::string& member) {
        std::string all;
        for (std::size_t i = 0; i < array->size(); ++i)
            all += (i == 0 ? "" : " ") + array->getObject(static_cast<unsigned>(i))->get(member).toString();
        return all;
    }

    durus::test::TempDir directory;
    durus::test::SampleLibrary sample{directory.path()};
    durus::ManualClock clock;
};
