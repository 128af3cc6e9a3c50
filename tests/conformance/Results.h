// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Case.h"
#include "Subject.h"

#include <optional>
#include <string>
#include <vector>

namespace durus::conformance {

/// What a server made of a case: not asked (`-`), right, or wrong with the reasons.
struct Verdict {
    bool asked = false;
    std::vector<std::string> faults; ///< "wanted 206; came 200", one for each word that does not hold
    std::string request;
    std::string came; ///< the beginning of what was received
    bool isRight() const noexcept { return asked && faults.empty(); }
};

/// All cases at one server, in the order of the table.
struct Column {
    std::string name;
    std::string version;
    std::vector<Verdict> verdicts;

    std::size_t asked() const;
    std::size_t right() const;
};

/// Runs the table. Cases of ours only are not asked of the others.
Column runCases(const std::vector<Case>& cases, const Subject& subject);

/// The table for a terminal, with the summary as its last line.
std::string asText(const std::vector<Case>& cases, const std::vector<Column>& columns);
/// The same as a page of the documentation. The same run gives the same bytes.
std::string asMarkdown(const std::vector<Case>& cases, const std::vector<Column>& columns);
/// {"servers":[{"name","version","right","asked"}],"cases":[{"group","name","source","verdicts":{NAME:
/// true|false|null}}]}
std::string asJson(const std::vector<Case>& cases, const std::vector<Column>& columns);
/// Request, what was expected and what came, for each case the server got wrong.
std::string faultsOf(const std::vector<Case>& cases, const Column& column);

} // namespace durus::conformance
