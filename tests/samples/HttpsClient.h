// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/Net/HTTPSClientSession.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace durus::test {

using Headers = std::map<std::string, std::string>;

struct Reply {
    int status = 0;
    Headers headers; ///< names in lower case
    std::string body;

    /// The header's value; "" if absent.
    std::string header(const std::string& name) const;
    Poco::JSON::Object::Ptr object() const;
    Poco::JSON::Array::Ptr array() const;
    /// The "message" of an error body.
    std::string message() const;
};

/// Speaks HTTPS to 127.0.0.1 over one connection that it keeps open, and trusts one authority only.
class HttpsClient {
public:
    /// With a token every request carries it.
    HttpsClient(std::uint16_t port, const std::filesystem::path& authority, std::string token = {});

    Reply get(const std::string& path, const Headers& headers = {});
    /// Sends JSON, unless `headers` name another type.
    Reply post(const std::string& path, const std::string& body, const Headers& headers = {});
    Reply put(const std::string& path, const std::string& body);
    Reply send(const std::string& method, const std::string& path,
               const std::optional<std::string>& body = {}, const Headers& headers = {});

private:
    std::unique_ptr<Poco::Net::HTTPSClientSession> session_;
    std::string token_;
};

} // namespace durus::test
