// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/Process.h"
#include "support/TempDir.h"

#include <memory>
#include <string>

namespace durus::test {

/// A PostgreSQL 15 server of the tests' own: in a temporary folder, behind a socket in that folder and no
/// port. It runs as the user "postgres" where the tests run as root, which it refuses to be, and ends with
/// its owner. What it commits does not outlive the machine.
class PostgresServer {
public:
    /// The one that the fixtures of this process share; started when it is first asked for.
    static PostgresServer& shared();

    PostgresServer();
    ~PostgresServer();

    /// Makes an empty database; its connection URI.
    std::string freshDatabase();
    /// Runs SQL, as a superuser, beside the program under test. Errors: std::runtime_error.
    void execute(const std::string& url, const std::string& sql) const;

    void start();
    /// Cuts every session. Idempotent.
    void stop();

private:
    TempDir directory_;
    std::unique_ptr<Process> process_;
    int databases_ = 0;
};

} // namespace durus::test
