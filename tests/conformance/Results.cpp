// SPDX-License-Identifier: Apache-2.0
#include "Results.h"

#include "Expectation.h"

#include <algorithm>
#include <string_view>

namespace durus::conformance {

namespace {

constexpr std::size_t kShown = 600;
// In front of a word that is our choice where the RFCs leave one.
constexpr std::string_view kOurs = "ours:";

bool has(const Case& one, const std::string& word) {
    return std::ranges::find(one.expected, word) != one.expected.end();
}

std::size_t repliesOf(const Case& one) {
    for (const std::string& word : one.expected)
        if (word.starts_with("n=")) return static_cast<std::size_t>(std::stoi(word.substr(2)));
    return 1;
}

// Any server may close a connection as long as it says so (RFC 9112 9.6).
bool saysItCloses(const Conversation& said) {
    return !said.replies.empty() && said.replies.back().field("connection") == "close";
}

Verdict run(const Case& one, const Subject& subject, const std::string& file) {
    Verdict verdict{
        .asked = true, .faults = {}, .request = requestBytes(one.request, subject.names), .came = {}};
    const bool ends = has(one, "halfclose");
    const Script script{.request = verdict.request,
                        .replies = repliesOf(one),
                        .probe = ends ? "" : requestBytes("GET {probe} ++ Connection: close", subject.names),
                        .probeBody = subject.probeBody};
    const Conversation said = converse(subject.port, script);
    verdict.came = said.raw.substr(0, kShown);
    for (std::string word : one.expected) {
        const bool isOurs = subject.name == "ours";
        if (word == "halfclose" || (word.starts_with(kOurs) && !isOurs)) continue;
        if (word.starts_with(kOurs)) word.erase(0, kOurs.size());
        if (word == "keep" && !isOurs && saysItCloses(said)) continue;
        const Judgement judgement = judge(word, said, subject.names, file);
        if (!judgement.holds)
            verdict.faults.push_back("wanted " + expand(word, subject.names) + "; came " + judgement.came);
    }
    return verdict;
}

} // namespace

std::size_t Column::asked() const {
    return static_cast<std::size_t>(std::ranges::count_if(verdicts, &Verdict::asked));
}

std::size_t Column::right() const {
    return static_cast<std::size_t>(std::ranges::count_if(verdicts, &Verdict::isRight));
}

Column runCases(const std::vector<Case>& cases, const Subject& subject) {
    const std::string file = sampleFile();
    Column column{.name = subject.name, .version = subject.version, .verdicts = {}};
    for (const Case& one : cases)
        column.verdicts.push_back(one.oursOnly && subject.name != "ours" ? Verdict{}
                                                                         : run(one, subject, file));
    return column;
}

} // namespace durus::conformance
