// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/FileDescriptor.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// A response as it came, its fields by lower-case name.
struct Reply {
    int status = 0;
    std::string head;
    std::map<std::string, std::string> fields;
    std::string body;

    std::string field(const std::string& name) const {
        const auto it = fields.find(name);
        return it == fields.end() ? std::string() : it->second;
    }
};

/// A raw HTTP client over one loopback connection. Every wait ends after a generous time and fails the test.
class Client {
public:
    explicit Client(std::uint16_t port, const std::string& host = "127.0.0.1");

    /// Sends all of it, or what the server still takes before it closes.
    void send(std::string_view bytes);
    /// Says that nothing more will be sent.
    void endSending();
    /// Closes with a reset.
    void reset();

    /// Reads one response; nothing if the connection ends before its first byte. A response to HEAD has no
    /// body.
    std::optional<Reply> read(bool isHead = false);

    /// Sends and reads one response.
    Reply ask(std::string_view request, bool isHead = false);

    /// GET of a target, with further header lines ("A: b\r\n").
    Reply get(const std::string& target, const std::string& fields = {});

    /// Everything up to the end of the connection.
    std::string readToEnd();

    /// True if the server closes, without a further byte, within the time tests wait.
    bool isClosed();

private:
    bool fill();

    durus::FileDescriptor socket_;
    std::string buffer_;
};

/// True once `condition` holds; false after a generous time.
bool eventually(const std::function<bool()>& condition);

/// The descriptors this process has open.
std::size_t openDescriptors();
