// SPDX-License-Identifier: Apache-2.0
#include "reference/HttpExchange.h"

#include "reference/RequestBody.h"

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace durus::reference {

namespace {

constexpr std::size_t kChunk = 65'536;
/// How much of a refused body is still read, so that a client busy sending it gets to see the answer.
constexpr std::size_t kMaxDiscarded = 16 * kMaxBodyBytes;

/// A Host header ends up in URLs, so it may hold nothing but a host and a port.
bool isHost(const std::string& host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
}

Request readHead(const Poco::Net::HTTPServerRequest& from, const std::string& scheme) {
    Request request;
    request.method = from.getMethod();
    request.aim(from.getURI());
    for (const auto& [name, value] : from)
        request.headers.emplace_back(name, value);
    request.peer = from.clientAddress().host().toString();
    request.peerIsLoopback = from.clientAddress().host().isLoopback();
    const std::string host = from.get("Host", "");
    request.baseUrl = scheme + "://" + (isHost(host) ? host : from.serverAddress().toString());
    return request;
}

void refuseBadHead(const Poco::Net::HTTPServerRequest& request) {
    if (request.hasContentLength() && request.getChunkedTransferEncoding())
        throw HttpError(400, "Content-Length and Transfer-Encoding exclude each other", true);
    if (request.hasContentLength() && request.getContentLength64() > static_cast<Poco::Int64>(kMaxBodyBytes))
        throw HttpError(413, "Request body is too large", true);
}

void readBody(Poco::Net::HTTPServerRequest& from, Request& request) {
    refuseBadHead(from);
    if (!from.hasContentLength() && !from.getChunkedTransferEncoding()) return;
    std::array<char, kChunk> chunk;
    while (from.stream().read(chunk.data(), chunk.size()) || from.stream().gcount() > 0) {
        request.body.append(chunk.data(), static_cast<std::size_t>(from.stream().gcount()));
        if (request.body.size() > kMaxBodyBytes) throw HttpError(413, "Request body is too large", true);
    }
    if (from.hasContentLength() && static_cast<Poco::Int64>(request.body.size()) != from.getContentLength64())
        throw Poco::Net::ConnectionAbortedException("the body ended early");
}

void discardBody(Poco::Net::HTTPServerRequest& from) {
    std::array<char, kChunk> chunk;
    std::size_t discarded = 0;
    while (discarded < kMaxDiscarded && from.stream().read(chunk.data(), chunk.size()))
        discarded += chunk.size();
}

void sendFile(const FileSlice& slice, std::ostream& out) {
    std::ifstream in(slice.file, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(slice.offset));
    std::array<char, kChunk> chunk;
    for (std::uint64_t left = slice.length; left > 0 && in && out;) {
        in.read(chunk.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(left, chunk.size())));
        out.write(chunk.data(), in.gcount());
        left -= static_cast<std::uint64_t>(in.gcount());
        if (left > 0 && !in) throw Poco::Net::ConnectionAbortedException("the file ended early");
    }
}

void write(const Response& from, const std::string& method, Poco::Net::HTTPServerResponse& response) {
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(from.status));
    if (from.close) response.setKeepAlive(false);
    for (const auto& [name, value] : from.headers)
        response.set(name, value);
    if (!from.contentType.empty()) response.setContentType(from.contentType);
    if (from.status != 304)
        response.setContentLength64(
            static_cast<Poco::Int64>(from.file ? from.file->length : std::uint64_t{from.body.size()}));
    std::ostream& out = response.send();
    if (method == "HEAD" || from.status == 304) return;
    if (from.file)
        sendFile(*from.file, out);
    else
        out << from.body;
}

} // namespace

void HttpExchange::handleRequest(Poco::Net::HTTPServerRequest& from, Poco::Net::HTTPServerResponse& to) {
    Request request = readHead(from, scheme_);
    try {
        readBody(from, request);
    } catch (const HttpError& error) {
        write(dispatcher_.refuse(request, error), request.method, to);
        discardBody(from);
        return;
    }
    write(dispatcher_.handle(request), request.method, to);
}

} // namespace durus::reference
