// SPDX-License-Identifier: Apache-2.0
#include "Expectation.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <ctime>
#include <stdexcept>

namespace durus::conformance {

namespace {

Judgement statusIs(const std::string& allowed, const Conversation& said, std::size_t index) {
    if (index >= said.replies.size()) return {false, "no such response"};
    const std::string status = std::to_string(said.replies[index].status);
    return {("/" + allowed + "/").find("/" + status + "/") != std::string::npos, status};
}

Judgement numberIs(const std::string& wanted, std::size_t number) {
    return {wanted == std::to_string(number), std::to_string(number)};
}

std::string spanOf(const std::string& span, const std::string& file) {
    const std::size_t dash = span.find('-');
    const std::size_t first = std::stoul(span.substr(0, dash));
    return file.substr(first, std::stoul(span.substr(dash + 1)) - first + 1);
}

// The parts a multipart body of these spans must have, head by head and byte by byte.
Judgement partsAre(std::string spans, const Reply& reply, const std::string& file) {
    const std::string type = reply.field("content-type").value_or("");
    const std::string prefix = "multipart/byteranges; boundary=";
    if (!type.starts_with(prefix)) return {false, type};
    std::string boundary = type.substr(prefix.size());
    std::erase(boundary, '"');
    std::size_t at = 0;
    for (spans += ','; !spans.empty(); spans.erase(0, spans.find(',') + 1)) {
        const std::string span = spans.substr(0, spans.find(','));
        const std::size_t head = reply.body.find("--" + boundary + "\r\n", at);
        const std::size_t begin = reply.body.find("\r\n\r\n", head == std::string::npos ? at : head);
        if (head == std::string::npos || begin == std::string::npos) return {false, "no part for " + span};
        const std::string fields = reply.body.substr(head, begin - head);
        if (fields.find("bytes " + span + "/" + std::to_string(file.size())) == std::string::npos)
            return {false, "another part where " + span + " belongs"};
        if (fields.find("Content-Type: ") == std::string::npos) return {false, "a part without a type"};
        const std::string bytes = spanOf(span, file);
        at = begin + 4 + bytes.size();
        if (reply.body.compare(begin + 4, bytes.size(), bytes) != 0) return {false, "other bytes in " + span};
    }
    return {reply.body.compare(at, std::string::npos, "\r\n--" + boundary + "--\r\n") == 0, "another end"};
}

Judgement bodyIs(const std::string& wanted, const Reply& reply, const std::string& file) {
    const std::string length = std::to_string(reply.body.size()) + " bytes";
    if (wanted == "empty") return {reply.body.empty(), length};
    if (wanted == "whole") return {reply.body == file, length};
    return {reply.body == spanOf(wanted, file), length};
}

Judgement fieldIs(const std::string& word, const Reply& reply) {
    const std::size_t end = word.find_first_of("=~!?");
    if (end == std::string::npos) throw std::invalid_argument("the word \"" + word + "\"");
    const auto value = reply.field(word.substr(0, end));
    const std::string wanted = word.substr(end + 1);
    const std::string came = value ? word.substr(0, end) + ": " + *value : "no such field";
    switch (word[end]) {
    case '!':
        return {!value, came};
    case '?':
        return {value.has_value(), came};
    case '~':
        return {value && value->find(wanted) != std::string::npos, came};
    default:
        return {value && *value == wanted, came};
    }
}

bool datesAreGood(const Conversation& said) {
    return std::ranges::all_of(
        said.replies, [](const Reply& reply) { return isImfFixdate(reply.field("date").value_or("")); });
}

Judgement ofConnection(const std::string& word, const Conversation& said) {
    if (word == "keep") return {said.stayedOpen, "closed"};
    if (word == "closed") return {!said.stayedOpen, "still open"};
    if (word == "dates") return {datesAreGood(said), "a Date that is none"};
    const Reply none;
    const Reply& first = said.replies.empty() ? none : said.replies.front();
    if (word == "allow") return {first.status != 405 || first.field("allow"), "a 405 without Allow"};
    if (word == "http11") return {first.line.starts_with("HTTP/1.1 "), first.line};
    if (word == "silent") return {said.raw.empty(), std::to_string(said.raw.size()) + " bytes"};
    throw std::invalid_argument("the word \"" + word + "\"");
}

} // namespace

bool isImfFixdate(const std::string& text) {
    std::tm parts{};
    const char* end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return end != nullptr && *end == '\0' && text.size() == 29;
}

Judgement judge(const std::string& word, const Conversation& said, const Names& names,
                const std::string& file) {
    const std::string text = expand(word, names);
    const auto value = [&text](const char* prefix) { return text.substr(std::strlen(prefix)); };
    if (std::isdigit(static_cast<unsigned char>(text.front())) != 0) return statusIs(text, said, 0);
    if (text.starts_with("then=")) return statusIs(value("then="), said, 1);
    if (text.starts_with("third=")) return statusIs(value("third="), said, 2);
    if (text.starts_with("n=")) return numberIs(value("n="), said.replies.size());
    if (text.starts_with("interim=")) return numberIs(value("interim="), said.interim.size());
    if (text.starts_with("raw!~")) return {said.raw.find(value("raw!~")) == std::string::npos, "it is there"};
    if (text.find_first_of("=~!?") == std::string::npos) return ofConnection(text, said);
    if (said.replies.empty()) return {false, "no response"};
    const Reply& reply = said.replies.front();
    if (text.starts_with("parts=")) return partsAre(value("parts="), reply, file);
    if (text.starts_with("bodymax="))
        return {reply.body.size() <= std::stoul(value("bodymax=")),
                std::to_string(reply.body.size()) + " bytes"};
    if (text.starts_with("body=")) return bodyIs(value("body="), reply, file);
    if (text.starts_with("body~"))
        return {reply.body.find(value("body~")) != std::string::npos, reply.body.substr(0, 80)};
    return fieldIs(text, reply);
}

} // namespace durus::conformance
