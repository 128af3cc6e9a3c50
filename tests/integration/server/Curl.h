// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace durus::test {

/// A response as curl received it, its fields by lower-case name.
struct CurlReply {
    int status = 0;
    std::string head;
    std::map<std::string, std::string> fields;
    std::string body;

    /// Empty if the field is not there.
    std::string field(const std::string& name) const;
};

/// Runs `curl -si ARGUMENTS... URL` to its end. Fails the test if curl fails.
CurlReply curl(const std::string& url, const std::vector<std::string>& arguments = {});

} // namespace durus::test
