// SPDX-License-Identifier: Apache-2.0
#include "support/PostgresServer.h"

#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

using namespace std::chrono_literals;

namespace durus::test {

namespace {

/// Where Debian's packages postgresql-15 and postgresql-client-15 put it.
const std::string kPrograms = "/usr/lib/postgresql/15/bin/";
const std::string kOwner = "postgres";

bool isRoot() {
    return ::geteuid() == 0;
}

/// `command`, by the user the server may run as, ended when the test ends.
std::vector<std::string> asOwner(std::vector<std::string> command) {
    std::vector<std::string> whole = {"setpriv", "--pdeathsig", "INT"};
    if (isRoot()) whole.insert(whole.end(), {"--reuid", kOwner, "--regid", kOwner, "--clear-groups"});
    command.front().insert(0, kPrograms);
    whole.insert(whole.end(), command.begin(), command.end());
    return whole;
}

void giveToOwner(const std::filesystem::path& directory) {
    if (!isRoot()) return;
    const passwd* owner = ::getpwnam(kOwner.c_str());
    if (owner == nullptr || ::chown(directory.c_str(), owner->pw_uid, owner->pw_gid) != 0)
        throw std::runtime_error("cannot give " + directory.string() + " to the user " + kOwner);
}

void runOrThrow(const std::vector<std::string>& command) {
    const Finished finished = runProcess(command);
    if (finished.status != 0) throw std::runtime_error(command.back() + " failed: " + finished.output);
}

} // namespace

PostgresServer& PostgresServer::shared() {
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer() {
    giveToOwner(directory_.path());
    runOrThrow(asOwner({"initdb", "--username", kOwner, "--auth", "trust", "--encoding", "UTF8",
                        "--no-locale", "--no-sync", "--pgdata", directory_ / "data"}));
    start();
}

PostgresServer::~PostgresServer() {
    stop();
}

std::string PostgresServer::freshDatabase() {
    const std::string name = "test_" + std::to_string(++databases_);
    const std::string at = "?host=" + directory_.path().string() + "&user=" + kOwner;
    execute("postgresql:///template1" + at, "CREATE DATABASE " + name);
    return "postgresql:///" + name + at;
}

void PostgresServer::execute(const std::string& url, const std::string& sql) const {
    runOrThrow({kPrograms + "psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", url,
                "--command", sql});
}

void PostgresServer::start() {
    std::vector<std::string> command = asOwner(
        {"postgres", "-D", directory_ / "data", "-k", directory_.path(), "-c", "listen_addresses=", "-c",
         "fsync=off", "-c", "log_checkpoints=off", "-c", "log_min_messages=log"});
    command.insert(command.begin(), {"sh", "-c", "exec \"$@\" 2>&1", "sh"});
    process_ = std::make_unique<Process>(command);
    std::string said;
    while (said.find("ready to accept connections") == std::string::npos) {
        const auto line = process_->readLine(60s);
        if (!line) throw std::runtime_error("PostgreSQL does not start: " + said);
        said += *line + '\n';
    }
}

void PostgresServer::stop() {
    if (!process_) return;
    process_->signal(SIGINT);
    process_->wait(60s);
    process_.reset();
}

} // namespace durus::test
