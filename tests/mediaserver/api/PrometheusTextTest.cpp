// SPDX-License-Identifier: Apache-2.0
#include "api/PrometheusText.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

using durus::Milliseconds;
using durus::mediaserver::api::PrometheusText;
using std::string;

class PrometheusTextTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(PrometheusTextTest);
    CPPUNIT_TEST(writesHelpTypeAndSamples);
    CPPUNIT_TEST(escapesLabelValues);
    CPPUNIT_TEST(writesSecondsToTheMillisecond);
    CPPUNIT_TEST_SUITE_END();

    static string sampleOf(Milliseconds span) {
        PrometheusText text;
        text.metric("m", "gauge", "h").sample({}, span);
        return std::move(text).finish().substr(string("# HELP m h\n# TYPE m gauge\n").size());
    }

    void writesHelpTypeAndSamples() {
        PrometheusText text;
        text.metric("a_total", "counter", "How often.");
        text.sample({{"x", "1"}, {"y", "2"}}, std::uint64_t{7}).sample({}, std::uint64_t{8});
        CPPUNIT_ASSERT_EQUAL(string("# HELP a_total How often.\n# TYPE a_total counter\n"
                                    "a_total{x=\"1\",y=\"2\"} 7\na_total 8\n"),
                             std::move(text).finish());
    }

    void escapesLabelValues() {
        PrometheusText text;
        text.metric("a", "gauge", "h").sample({{"x", "q\" b\\ n\n"}}, std::uint64_t{1});
        CPPUNIT_ASSERT(std::move(text).finish().ends_with("a{x=\"q\\\" b\\\\ n\\n\"} 1\n"));
    }

    void writesSecondsToTheMillisecond() {
        CPPUNIT_ASSERT_EQUAL(string("m 0.000\n"), sampleOf(Milliseconds{0}));
        CPPUNIT_ASSERT_EQUAL(string("m 12.034\n"), sampleOf(Milliseconds{12'034}));
        CPPUNIT_ASSERT_EQUAL(string("m -0.007\n"), sampleOf(Milliseconds{-7}));
        CPPUNIT_ASSERT_EQUAL(string("m -172800.500\n"), sampleOf(Milliseconds{-172'800'500}));
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(PrometheusTextTest);
