// SPDX-License-Identifier: Apache-2.0
#include "http/Conditional.h"

#include "http/HttpDate.h"

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <utility>
#include <vector>

using namespace durus::mediaserver::http;

namespace {

constexpr std::time_t kModified = 784111777;
const std::string kThen = formatHttpDate(kModified);
const std::string kEarlier = formatHttpDate(kModified - 1);
const std::string kLater = formatHttpDate(kModified + 1);

using Fields = std::vector<std::pair<std::string, std::string>>;

Request makeRequest(Method method, const Fields& fields) {
    Request request;
    request.method = method;
    for (const auto& [name, value] : fields)
        request.headers.add(name, value);
    return request;
}

struct Case {
    const char* what;
    Method method;
    Fields fields;
    Precondition expected;
};

} // namespace

class ConditionalTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ConditionalTest);
    CPPUNIT_TEST(evaluatesEveryCase);
    CPPUNIT_TEST(evaluatesWithoutValidators);
    CPPUNIT_TEST(comparesTags);
    CPPUNIT_TEST(decidesIfRange);
    CPPUNIT_TEST_SUITE_END();

public:
    void evaluatesEveryCase() {
        using enum Precondition;
        const std::vector<Case> cases{
            {"nothing asked", Method::Get, {}, Proceed},
            {"same tag", Method::Get, {{"If-None-Match", "\"S\""}}, NotModified},
            {"same tag, HEAD", Method::Head, {{"If-None-Match", "\"S\""}}, NotModified},
            {"same tag but weak", Method::Get, {{"If-None-Match", "W/\"S\""}}, NotModified},
            {"empty elements", Method::Get, {{"If-None-Match", " , ,\"x\",, \"S\","}}, NotModified},
            {"nothing but commas", Method::Get, {{"If-None-Match", " , ,"}}, Proceed},
            {"tag in a list", Method::Get, {{"If-None-Match", "\"a,b\", W/\"x\" ,\"S\""}}, NotModified},
            {"tag on a second line",
             Method::Get,
             {{"If-None-Match", "\"a\""}, {"If-None-Match", "\"S\""}},
             NotModified},
            {"other tag", Method::Get, {{"If-None-Match", "\"x\""}}, Proceed},
            {"tag without quotes", Method::Get, {{"If-None-Match", "S"}}, Proceed},
            {"junk behind a tag", Method::Get, {{"If-None-Match", "\"a\"x, \"S\""}}, Proceed},
            {"open quote", Method::Get, {{"If-None-Match", "\"S"}}, Proceed},
            {"any", Method::Get, {{"If-None-Match", "*"}}, NotModified},
            {"any, when changing", Method::Put, {{"If-None-Match", "*"}}, Failed},
            {"same tag, when changing", Method::Delete, {{"If-None-Match", "\"S\""}}, Failed},
            {"If-Modified-Since is ignored beside If-None-Match",
             Method::Get,
             {{"If-None-Match", "\"x\""}, {"If-Modified-Since", kThen}},
             Proceed},
            {"not modified since", Method::Get, {{"If-Modified-Since", kThen}}, NotModified},
            {"not modified since later", Method::Get, {{"If-Modified-Since", kLater}}, NotModified},
            {"modified since", Method::Get, {{"If-Modified-Since", kEarlier}}, Proceed},
            {"If-Modified-Since with POST", Method::Post, {{"If-Modified-Since", kThen}}, Proceed},
            {"date that is none", Method::Get, {{"If-Modified-Since", "yesterday"}}, Proceed},
            {"two dates", Method::Get, {{"If-Modified-Since", kThen}, {"If-Modified-Since", kThen}}, Proceed},
            {"If-Match same", Method::Get, {{"If-Match", "\"S\""}}, Proceed},
            {"If-Match any", Method::Get, {{"If-Match", "*"}}, Proceed},
            {"If-Match other", Method::Get, {{"If-Match", "\"x\""}}, Failed},
            {"If-Match weak", Method::Get, {{"If-Match", "W/\"S\""}}, Failed},
            {"unmodified since then", Method::Get, {{"If-Unmodified-Since", kThen}}, Proceed},
            {"unmodified since earlier", Method::Get, {{"If-Unmodified-Since", kEarlier}}, Failed},
            {"If-Unmodified-Since that is no date", Method::Get, {{"If-Unmodified-Since", "x"}}, Proceed},
            {"If-Unmodified-Since is ignored beside If-Match",
             Method::Get,
             {{"If-Match", "\"S\""}, {"If-Unmodified-Since", kEarlier}},
             Proceed},
            {"If-Match before If-None-Match",
             Method::Get,
             {{"If-None-Match", "\"S\""}, {"If-Match", "\"x\""}},
             Failed},
        };
        const Validators current{"\"S\"", kModified};
        for (const Case& row : cases)
            CPPUNIT_ASSERT_MESSAGE(row.what, evaluatePreconditions(makeRequest(row.method, row.fields),
                                                                   current) == row.expected);
    }

    void evaluatesWithoutValidators() {
        const Validators none;
        const auto evaluate = [&](const Fields& fields) {
            return evaluatePreconditions(makeRequest(Method::Get, fields), none);
        };
        CPPUNIT_ASSERT(evaluate({{"If-Match", "\"S\""}}) == Precondition::Failed);
        CPPUNIT_ASSERT(evaluate({{"If-Match", "\"\""}}) == Precondition::Failed);
        CPPUNIT_ASSERT(evaluate({{"If-None-Match", "\"\""}}) == Precondition::Proceed);
        CPPUNIT_ASSERT(evaluate({{"If-Modified-Since", kThen}}) == Precondition::Proceed);
        CPPUNIT_ASSERT(!ifRangeHolds(makeRequest(Method::Get, {{"If-Range", kThen}}), none));
    }

    void comparesTags() {
        CPPUNIT_ASSERT(matchesStrongly("\"a\"", "\"a\""));
        CPPUNIT_ASSERT(!matchesStrongly("W/\"a\"", "W/\"a\""));
        CPPUNIT_ASSERT(!matchesStrongly("\"a\"", "\"A\""));
        CPPUNIT_ASSERT(matchesWeakly("W/\"a\"", "\"a\""));
        CPPUNIT_ASSERT(!matchesWeakly("W/\"a\"", "\"b\""));
    }

    void decidesIfRange() {
        const Validators current{"\"S\"", kModified};
        const auto holds = [&](const Fields& fields) {
            return ifRangeHolds(makeRequest(Method::Get, fields), current);
        };
        CPPUNIT_ASSERT(holds({}));
        CPPUNIT_ASSERT(holds({{"If-Range", "\"S\""}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", "\"old\""}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", "W/\"S\""}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", "*"}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", ""}}));
        CPPUNIT_ASSERT(holds({{"If-Range", kThen}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", kLater}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", kEarlier}}));
        CPPUNIT_ASSERT(!holds({{"If-Range", "\"S\""}, {"If-Range", "\"S\""}}));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ConditionalTest);
