// SPDX-License-Identifier: Apache-2.0
#include "Reply.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace durus::conformance {

namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

void readFields(std::string_view head, Reply& reply) {
    while (!head.empty()) {
        const std::string_view line = head.substr(0, head.find(kLineEnd));
        head.remove_prefix(std::min(head.size(), line.size() + kLineEnd.size()));
        const std::size_t colon = std::min(line.find(':'), line.size());
        std::string& value = reply.fields[lower(std::string(line.substr(0, colon)))];
        if (!value.empty()) value += ", ";
        value += trimmed(line.substr(std::min(line.size(), colon + 1)));
    }
}

bool takeChunks(std::string_view& bytes, std::string& body) {
    for (;;) {
        const std::size_t end = bytes.find(kLineEnd);
        if (end == std::string_view::npos) return false;
        const std::size_t size = std::strtoul(std::string(bytes.substr(0, end)).c_str(), nullptr, 16);
        if (bytes.size() < end + size + 2 * kLineEnd.size()) return false;
        body += bytes.substr(end + kLineEnd.size(), size);
        bytes.remove_prefix(end + size + 2 * kLineEnd.size());
        if (size == 0) return true;
    }
}

bool takeBody(std::string_view& bytes, Reply& reply, bool ended) {
    if (reply.field("transfer-encoding")) return takeChunks(bytes, reply.body);
    const auto stated = reply.field("content-length");
    if (!stated && !ended) return false;
    const std::size_t length = stated ? std::strtoul(stated->c_str(), nullptr, 10) : bytes.size();
    if (bytes.size() < length && !ended) return false;
    reply.body = bytes.substr(0, length);
    bytes.remove_prefix(reply.body.size());
    return true;
}

} // namespace

std::optional<std::string> Reply::field(const std::string& name) const {
    const auto it = fields.find(name);
    return it == fields.end() ? std::nullopt : std::optional(it->second);
}

std::optional<Reply> takeReply(std::string_view& bytes, bool isHead, bool ended) {
    constexpr std::string_view kStart = "HTTP/1.";
    Reply reply;
    if (!bytes.starts_with(kStart.substr(0, bytes.size()))) {
        reply.body = bytes;
        bytes = {};
        return reply;
    }
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view head = bytes.substr(0, end);
    std::string_view rest = bytes.substr(end + 4);
    reply.line = head.substr(0, head.find(kLineEnd));
    head.remove_prefix(std::min(head.size(), reply.line.size() + kLineEnd.size()));
    if (reply.line.size() >= 12) reply.status = std::atoi(reply.line.c_str() + 9);
    readFields(head, reply);
    const bool bodiless = isHead || reply.isInterim() || reply.status == 204 || reply.status == 304;
    if (!bodiless && !takeBody(rest, reply, ended)) return std::nullopt;
    bytes = rest;
    return reply;
}

} // namespace durus::conformance
