// SPDX-License-Identifier: Apache-2.0
#include "reference/LibraryScanner.h"
#include "reference/Options.h"
#include "reference/ReferenceBackend.h"

#include <durus/core/Clock.h>
#include <durus/core/Error.h>
#include <durus/core/Log.h>

#include <Poco/Exception.h>

#include <csignal>
#include <cstdio>
#include <iostream>

namespace {

using namespace durus;
using namespace durus::reference;

/// Blocks the signals that end the program, in this thread and those it will start.
sigset_t blockSignals() {
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return ending;
}

Catalogue readLibrary(const Options& options, Log& log) {
    if (!options.library) return {};
    ScannedLibrary library = scanLibrary(*options.library);
    for (const SkippedFile& skipped : library.skipped)
        log.warning("library", "file skipped", {{"file", skipped.file.string()}, {"cause", skipped.reason}});
    return std::move(library.catalogue);
}

void serve(const Options& options, const sigset_t& ending) {
    const SystemClock clock;
    StderrLog log;
    ReferenceBackend backend(options.backend, readLibrary(options, log), clock, log);
    backend.start();
    std::cout << "ready " << backend.url() << std::endl;
    int signal = 0;
    sigwait(&ending, &signal);
    backend.stop();
}

/// 2 where the command line is at fault.
int statusFor(ErrorCode code) {
    return code == ErrorCode::InvalidInput || code == ErrorCode::NotFound ? 2 : 1;
}

int report(const std::string& fault, const std::string& nextStep, int status) {
    std::cerr << "durus-reference-backend: " << fault << (nextStep.empty() ? "" : ". ") << nextStep << '\n';
    return status;
}

} // namespace

int main(int argc, char** argv) {
    const sigset_t ending = blockSignals();
    try {
        const Options options = parseOptions({argv + 1, static_cast<std::size_t>(argc - 1)});
        if (options.help) {
            std::fputs(kUsage, stdout);
            return 0;
        }
        serve(options, ending);
        return 0;
    } catch (const Error& error) {
        return report(error.what(), error.nextStep(), statusFor(error.code()));
    } catch (const Poco::Exception& error) {
        return report(error.displayText(), {}, 1);
    } catch (const std::exception& error) {
        return report(error.what(), {}, 1);
    }
}
