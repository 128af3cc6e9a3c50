// SPDX-License-Identifier: Apache-2.0
#include "Learning.h"
#include "Subject.h"

#include <durus/core/FileDescriptor.h>

#include <netinet/in.h>
#include <sys/socket.h>

#include <fstream>
#include <functional>
#include <stdexcept>

namespace durus::conformance {

namespace {

using Configuration = std::function<std::string(const std::string& directory, std::uint16_t port)>;

constexpr int kPorts = 5;
constexpr int kLooks = 100;
constexpr std::chrono::milliseconds kBetweenLooks{50};

// A port nobody has at the moment: these servers cannot say which one they were given for 0.
std::uint16_t freePort() {
    const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what bind(2) takes
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket.get(), any, size) != 0 || ::getsockname(socket.get(), any, &size) != 0)
        throw std::runtime_error("there is no free port");
    return ntohs(address.sin_port);
}

std::string programPath(const std::string& name) {
    for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/sbin/"})
        if (std::filesystem::exists(folder + name)) return folder + name;
    return {};
}

void writeSite(const std::filesystem::path& directory) {
    namespace fs = std::filesystem;
    // Started by root, nginx reads as nobody.
    fs::permissions(directory, fs::perms(0755));
    fs::create_directory(directory / "www");
    std::ofstream(directory / "www/file.wav", std::ios::binary) << sampleFile();
    std::ofstream(directory / "www/probe.txt") << "the probe\n";
    std::ofstream json(directory / "www/list.json");
    json << "{\"results\":[0";
    for (int i = 1; i < 1'000; ++i)
        json << ',' << i;
    json << "]}\n";
}

bool answers(Subject& subject) {
    for (int look = 0; look < kLooks; ++look) {
        if (subject.process->wait(kBetweenLooks)) return false;
        try {
            learn(subject);
            return true;
        } catch (const std::exception&) {
            continue;
        }
    }
    return false;
}

std::unique_ptr<Subject> start(const std::string& name, const std::vector<std::string>& options,
                               const Configuration& configuration) {
    const std::string program = programPath(name);
    if (program.empty()) return nullptr;
    auto subject = std::make_unique<Subject>();
    subject->name = name;
    subject->directory = std::make_unique<test::TempDir>();
    subject->names = {{"file", "/file.wav"}, {"json", "/list.json"}, {"probe", "/probe.txt"}};
    writeSite(subject->directory->path());
    const std::filesystem::path file = *subject->directory / "server.conf";
    for (int attempt = 0; attempt < kPorts; ++attempt) {
        subject->port = freePort();
        std::ofstream(file) << configuration(subject->directory->path().string(), subject->port);
        std::vector<std::string> command{program};
        command.insert(command.end(), options.begin(), options.end());
        command.push_back(file.string());
        subject->process = std::make_unique<test::Process>(command, *subject->directory / "stderr");
        if (answers(*subject)) return subject;
    }
    throw std::runtime_error(name + " does not start");
}

std::string nginxConfiguration(const std::string& at, std::uint16_t port) {
    std::string text = "daemon off; master_process off; pid " + at + "/pid; error_log " + at + "/log;\n" +
                       "events {}\nhttp {\n access_log off; gzip on; gzip_types application/json; " +
                       "gzip_vary on;\n types { audio/wav wav; application/json json; text/plain txt; }\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        text += " " + std::string(kind) + "_temp_path " + at + "/" + kind + ";\n";
    return text + " server { listen 127.0.0.1:" + std::to_string(port) + "; root " + at + "/www; }\n}\n";
}

std::string lighttpdConfiguration(const std::string& at, std::uint16_t port) {
    return "server.document-root = \"" + at +
           "/www\"\nserver.bind = \"127.0.0.1\"\nserver.port = " + std::to_string(port) +
           "\nserver.errorlog = \"" + at + "/log\"\n" +
           "server.feature-flags = ( \"server.h2proto\" => \"disable\" )\n"
           "server.modules = ( \"mod_deflate\" )\n"
           "deflate.mimetypes = ( \"application/json\" )\n"
           "deflate.allowed-encodings = ( \"gzip\" )\n"
           "mimetype.assign = ( \".wav\" => \"audio/wav\", \".json\" => \"application/json\", "
           "\".txt\" => \"text/plain\" )\n";
}

// "nginx version: nginx/1.22.1", "lighttpd/1.4.69 (ssl) - a light and fast webserver".
std::string versionIn(const std::string& text, const std::string& name) {
    const std::size_t begin = text.find(name + "/");
    if (begin == std::string::npos) return {};
    const std::size_t number = begin + name.size() + 1;
    return text.substr(number, text.find_first_not_of("0123456789.", number) - number);
}

} // namespace

std::unique_ptr<Subject> startNginx() {
    auto nginx = start("nginx", {"-c"}, nginxConfiguration);
    if (nginx)
        nginx->version =
            versionIn(test::runProcess({"sh", "-c", programPath("nginx") + " -v 2>&1"}).output, "nginx");
    return nginx;
}

std::unique_ptr<Subject> startLighttpd() {
    auto lighttpd = start("lighttpd", {"-D", "-f"}, lighttpdConfiguration);
    if (lighttpd)
        lighttpd->version = versionIn(test::runProcess({programPath("lighttpd"), "-v"}).output, "lighttpd");
    return lighttpd;
}

} // namespace durus::conformance
