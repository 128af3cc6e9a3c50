// SPDX-License-Identifier: Apache-2.0
#include "HttpsClient.h"

#include <Poco/JSON/Parser.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>

namespace durus::test {

namespace {

Poco::Net::Context::Ptr trusting(const std::filesystem::path& authority) {
    return new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "", authority.string(),
                                  Poco::Net::Context::VERIFY_RELAXED);
}

} // namespace

std::string Reply::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

Poco::JSON::Object::Ptr Reply::object() const {
    return Poco::JSON::Parser().parse(body).extract<Poco::JSON::Object::Ptr>();
}

Poco::JSON::Array::Ptr Reply::array() const {
    return Poco::JSON::Parser().parse(body).extract<Poco::JSON::Array::Ptr>();
}

std::string Reply::message() const {
    return object()->getValue<std::string>("message");
}

HttpsClient::HttpsClient(std::uint16_t port, const std::filesystem::path& authority, std::string token)
    : session_(std::make_unique<Poco::Net::HTTPSClientSession>("127.0.0.1", port, trusting(authority))),
      token_(std::move(token)) {
    session_->setKeepAlive(true);
}

Reply HttpsClient::get(const std::string& path, const Headers& headers) {
    return send("GET", path, {}, headers);
}

Reply HttpsClient::post(const std::string& path, const std::string& body, const Headers& headers) {
    return send("POST", path, body, headers);
}

Reply HttpsClient::put(const std::string& path, const std::string& body) {
    return send("PUT", path, body);
}

Reply HttpsClient::send(const std::string& method, const std::string& path,
                        const std::optional<std::string>& body, const Headers& headers) {
    Poco::Net::HTTPRequest request(method, path, Poco::Net::HTTPMessage::HTTP_1_1);
    if (!token_.empty()) request.set("Authorization", "Bearer " + token_);
    if (body) request.setContentLength64(static_cast<Poco::Int64>(body->size()));
    if (body) request.setContentType("application/json");
    for (const auto& [name, value] : headers)
        request.set(name, value);
    std::ostream& out = session_->sendRequest(request);
    if (body) out << *body;

    Poco::Net::HTTPResponse response;
    Reply reply;
    Poco::StreamCopier::copyToString(session_->receiveResponse(response), reply.body);
    reply.status = response.getStatus();
    for (const auto& [name, value] : response)
        reply.headers[Poco::toLower(name)] = value;
    return reply;
}

} // namespace durus::test
