// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace durus::test {

/// Serves the files of a directory on loopback, in the ways servers and networks fail. The first part of the
/// path says how: "ok" (with ranges), "cut" (a third of the bytes, then closed), "hang" (a sixth, then
/// silence), or a status such as "404".
class FaultyServer {
public:
    explicit FaultyServer(std::filesystem::path root);
    ~FaultyServer();
    FaultyServer(const FaultyServer&) = delete;
    FaultyServer& operator=(const FaultyServer&) = delete;

    std::string url(const std::string& fault, const std::string& file) const;

private:
    void accept();
    void serve(int connection);
    void answer(int connection, const std::string& request);
    bool isStopping(int connection) const;

    std::filesystem::path root_;
    int listener_ = -1;
    int stop_[2] = {-1, -1};
    int port_ = 0;
    std::vector<std::thread> connections_;
    std::thread acceptor_;
};

} // namespace durus::test
