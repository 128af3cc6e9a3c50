// SPDX-License-Identifier: Apache-2.0
#include "Curl.h"

#include "support/Process.h"

#include <cppunit/TestAssert.h>

#include <algorithm>
#include <sstream>

namespace durus::test {

std::string CurlReply::field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

CurlReply curl(const std::string& url, const std::vector<std::string>& arguments) {
    std::vector<std::string> command{"curl", "-si", "--max-time", "30"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    command.push_back(url);
    const Finished finished = runProcess(command);
    CPPUNIT_ASSERT_EQUAL_MESSAGE("curl " + url, 0, finished.status);

    CurlReply reply;
    const std::size_t end = finished.output.find("\r\n\r\n");
    CPPUNIT_ASSERT_MESSAGE(finished.output, end != std::string::npos);
    reply.head = finished.output.substr(0, end + 2);
    reply.body = finished.output.substr(end + 4);
    std::istringstream lines(reply.head);
    std::string line;
    std::getline(lines, line);
    reply.status = std::stoi(line.substr(9, 3));
    while (std::getline(lines, line)) {
        const std::size_t colon = line.find(": ");
        if (colon == std::string::npos) continue;
        std::string name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        reply.fields[name] = line.substr(colon + 2, line.size() - colon - 3);
    }
    return reply;
}

} // namespace durus::test
