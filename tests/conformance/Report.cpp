// SPDX-License-Identifier: Apache-2.0
#include "Results.h"

#include <algorithm>
#include <sstream>

namespace durus::conformance {

namespace {

constexpr std::size_t kNameWidth = 72;
constexpr std::size_t kVerdictWidth = 10;

std::string wordFor(const Verdict& verdict) {
    if (!verdict.asked) return "-";
    return verdict.isRight() ? "ok" : "no";
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

std::string score(const Column& column) {
    return std::to_string(column.right()) + "/" + std::to_string(column.asked());
}

std::string summary(const std::vector<Column>& columns) {
    std::string line;
    for (const Column& column : columns) {
        if (!line.empty()) line += ", ";
        line += column.name + (column.version.empty() ? "" : " " + column.version) + " " + score(column);
    }
    return line;
}

// Printable ASCII; the rest as in the cases.
std::string visible(const std::string& bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\r')
            text += "\\r";
        else if (c == '\n')
            text += "\\n";
        else if (byte < 0x20 || byte > 0x7e)
            text += std::string("\\x") + kDigits[byte >> 4U] + kDigits[byte & 15U];
        else
            text += c;
    }
    constexpr std::size_t kLongest = 900;
    return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
}

std::string quoted(const std::string& text) {
    std::string json = "\"";
    for (const char c : text)
        json += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return json + '"';
}

std::string cell(std::string text) {
    for (std::size_t at = 0; (at = text.find_first_of("|*_<`", at)) != std::string::npos; at += 2)
        text.insert(at, "\\");
    return text;
}

} // namespace

std::string asText(const std::vector<Case>& cases, const std::vector<Column>& columns) {
    std::ostringstream out;
    out << padded("case", kNameWidth);
    for (const Column& column : columns)
        out << ' ' << padded(column.name, kVerdictWidth);
    out << '\n';
    for (std::size_t i = 0; i < cases.size(); ++i) {
        out << padded(cases[i].name, kNameWidth);
        for (const Column& column : columns)
            out << ' ' << padded(wordFor(column.verdicts[i]), kVerdictWidth);
        out << '\n';
    }
    out << summary(columns) << '\n';
    return out.str();
}

std::string asMarkdown(const std::vector<Case>& cases, const std::vector<Column>& columns) {
    std::ostringstream out;
    out << "<!-- SPDX-License-Identifier: Apache-2.0 -->\n<!-- Written by ./dev conformance. -->\n"
           "# HTTP conformance\n\n"
           "What RFC 9110 and RFC 9112 ask of an origin server, and the choices ours makes where they leave "
           "one, as cases that run over raw sockets: one line each in `tests/conformance/cases/`. nginx and "
           "lighttpd serve the same file with Debian's defaults and are asked the same, as a check on the "
           "cases; a `no` of theirs can be a policy that differs from ours. `-`: says nothing about a "
           "static file server.\n\n"
        << summary(columns) << "\n";
    std::string group;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (cases[i].group != group) {
            group = cases[i].group;
            out << "\n## " << group.substr(group.find('-') + 1) << "\n| case | source |";
            for (const Column& column : columns)
                out << ' ' << column.name << " |";
            out << "\n|---|---|" << [&] {
                std::string rule;
                for (std::size_t n = 0; n < columns.size(); ++n)
                    rule += "---|";
                return rule;
            }() << '\n';
        }
        out << "| " << cell(cases[i].name) << " | " << cases[i].source << " |";
        for (const Column& column : columns)
            out << ' ' << wordFor(column.verdicts[i]) << " |";
        out << '\n';
    }
    return out.str();
}

std::string asJson(const std::vector<Case>& cases, const std::vector<Column>& columns) {
    std::ostringstream out;
    out << "{\"servers\":[";
    for (std::size_t n = 0; n < columns.size(); ++n)
        out << (n == 0 ? "" : ",") << "{\"name\":" << quoted(columns[n].name)
            << ",\"version\":" << quoted(columns[n].version) << ",\"right\":" << columns[n].right()
            << ",\"asked\":" << columns[n].asked() << '}';
    out << "],\"cases\":[";
    for (std::size_t i = 0; i < cases.size(); ++i) {
        out << (i == 0 ? "" : ",\n") << "{\"group\":" << quoted(cases[i].group)
            << ",\"name\":" << quoted(cases[i].name) << ",\"source\":" << quoted(cases[i].source)
            << ",\"verdicts\":{";
        for (std::size_t n = 0; n < columns.size(); ++n) {
            const Verdict& verdict = columns[n].verdicts[i];
            out << (n == 0 ? "" : ",") << quoted(columns[n].name) << ':'
                << (!verdict.asked      ? "null"
                    : verdict.isRight() ? "true"
                                        : "false");
        }
        out << "}}";
    }
    out << "]}\n";
    return out.str();
}

std::string faultsOf(const std::vector<Case>& cases, const Column& column) {
    std::ostringstream out;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Verdict& verdict = column.verdicts[i];
        if (!verdict.asked || verdict.isRight()) continue;
        out << '\n' << column.name << ": " << cases[i].name << " (" << cases[i].source << ")\n";
        for (const std::string& fault : verdict.faults)
            out << "  " << fault << '\n';
        out << "  request: " << visible(verdict.request) << "\n  came:    " << visible(verdict.came) << '\n';
    }
    return out.str();
}

} // namespace durus::conformance
