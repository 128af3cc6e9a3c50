// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "Curl.h"
#include "SampleLibrary.h"
#include "support/Process.h"
#include "support/TempDir.h"

#include <memory>
#include <string>
#include <vector>

namespace durus::test {

/// The real program on a data directory with two recordings and a catalogue of which nothing is here.
class RunningServer {
public:
    explicit RunningServer(std::vector<std::string> furtherArguments = {});

    const std::string& url() const noexcept { return url_; }
    std::uint16_t port() const;
    Process& process() noexcept { return *process_; }
    const std::filesystem::path& data() const noexcept { return directory_.path(); }
    SampleLibrary& library() noexcept { return library_; }

    CurlReply get(const std::string& path, const std::vector<std::string>& arguments = {}) const;

    /// The path and the bytes of a recording that is here: a small Ogg Vorbis file.
    const std::string& audioPath() const noexcept { return audioPath_; }
    const std::string& audioBytes() const noexcept { return audioBytes_; }
    /// Its slug.
    const std::string& slug() const noexcept { return slug_; }

    /// The command line that starts the program.
    static std::string program();

private:
    TempDir directory_;
    SampleLibrary library_;
    std::string slug_;
    std::string audioPath_;
    std::string audioBytes_;
    std::unique_ptr<Process> process_;
    std::string url_;
};

} // namespace durus::test
