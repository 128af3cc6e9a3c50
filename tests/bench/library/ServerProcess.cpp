// SPDX-License-Identifier: Apache-2.0
#include "ServerProcess.h"

#include "Client.h"

#include <fstream>
#include <stdexcept>
#include <string>

namespace durus::bench {

namespace {

constexpr std::chrono::seconds kReadyWithin{60};

/// A line "NAME: N kB" of /proc/PID/status.
double statusMiB(pid_t pid, const std::string& name) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(name + ':')) return std::stod(line.substr(name.size() + 1)) / 1024;
    throw std::runtime_error("the server has ended");
}

} // namespace

ServerProcess::ServerProcess(const std::filesystem::path& program, const std::filesystem::path& data) {
    const auto begin = std::chrono::steady_clock::now();
    process_ = std::make_unique<test::Process>(
        std::vector<std::string>{program.string(), "--data", data.string(), "--listen", "127.0.0.1:0"},
        data / "errors");
    const auto ready = process_->readLine(kReadyWithin);
    if (!ready || !ready->starts_with("ready ")) throw std::runtime_error("the server did not get ready");
    port_ = static_cast<std::uint16_t>(std::stoi(ready->substr(ready->rfind(':') + 1)));
    Client(port_).get("/");
    firstAnswer_ =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

double ServerProcess::ownMiB() const {
    return statusMiB(process_->pid(), "RssAnon");
}

double ServerProcess::residentMiB() const {
    return statusMiB(process_->pid(), "VmRSS");
}

} // namespace durus::bench
