// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "SampleLibrary.h"
#include "Template.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <cstdint>
#include <memory>
#include <string>

namespace durus::conformance {

/// A server the table is run against: a process of its own, with its files in a folder of its own, on a port
/// of loopback. Ended with the object.
struct Subject {
    std::string name;    ///< "ours", "nginx", "lighttpd"
    std::string version; ///< as the server says it, empty for ours
    std::uint16_t port = 0;
    /// What the braces of a case stand for here: file, json, probe (targets), etag (of file), jsonetag, size,
    /// host.
    Names names;
    std::string probeBody; ///< of {probe}
    std::unique_ptr<test::TempDir> directory;
    std::unique_ptr<test::SampleLibrary> library; ///< of ours
    std::unique_ptr<test::Process> process;
};

/// A WAV recording of exactly 1000 bytes, no two stretches of it alike.
std::string sampleFile();

/// The program under test. Errors: std::runtime_error if it does not start.
Subject startOurs();

/// The references; null if the program is not installed. Errors: std::runtime_error if it is and does not
/// start.
std::unique_ptr<Subject> startNginx();
std::unique_ptr<Subject> startLighttpd();

} // namespace durus::conformance
