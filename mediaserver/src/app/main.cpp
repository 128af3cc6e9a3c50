// SPDX-License-Identifier: Apache-2.0
#include "app/CommandLine.h"
#include "app/Wiring.h"

#include <durus/core/Error.h>

#include <csignal>
#include <exception>
#include <iostream>

using namespace durus;

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

// Before the first thread starts, so that every thread has them blocked and only the waiting below gets them.
sigset_t blockEndSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void waitForOne(const sigset_t& signals) {
    int signal = 0;
    sigwait(&signals, &signal);
}

void serve(const mediaserver::Settings& settings) {
    const sigset_t signals = blockEndSignals();
    StderrLog log(settings.logLevel);
    mediaserver::Wiring wiring(settings, log);
    wiring.start();
    std::cout << "ready " << wiring.url() << std::endl;
    log.info("server", "serving", {{"address", wiring.url()}, {"data", settings.data.string()}});
    waitForOne(signals);
    log.info("server", "stopping");
    wiring.stop();
}

int complain(std::string_view fault, std::string_view nextStep, int status) {
    std::cerr << "durus-mediaserver: " << fault;
    if (!nextStep.empty()) std::cerr << "; " << nextStep;
    std::cerr << '\n';
    return status;
}

} // namespace

int main(int argc, char** argv) {
    try {
        const auto line = mediaserver::readCommandLine({argv + 1, static_cast<std::size_t>(argc - 1)});
        if (line.help)
            std::cout << mediaserver::usage();
        else if (line.version)
            std::cout << "durus-mediaserver " << mediaserver::version() << '\n';
        else
            serve(line.settings);
        return 0;
    } catch (const mediaserver::SettingsError& fault) {
        return complain(fault.what(), "see --help", kUsage);
    } catch (const std::invalid_argument& fault) {
        return complain(fault.what(), "see --help", kUsage);
    } catch (const Error& fault) {
        return complain(fault.what(), fault.nextStep(), kFailed);
    } catch (const std::exception& fault) {
        return complain(fault.what(), {}, kFailed);
    }
}
