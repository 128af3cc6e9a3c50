// SPDX-License-Identifier: Apache-2.0
#include "Results.h"

#include "Expectation.h"

#include <algorithm>

namespace durus::conformance {

namespace {

constexpr std::size_t kShown = 600;

bool has(const Case& one, const std::string& word) {
    return std::ranges::find(one.expected, word) != one.expected.end();
}

std::size_t repliesOf(const Case& one) {
    for (const std::string& word : one.expected)
        if (word.starts_with("n=")) return static_cast<std::size_t>(std::stoi(word.substr(2)));
    return 1;
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
    for (const std::string& word : one.expected) {
        if (word == "halfclose") continue;
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
