// SPDX-License-Identifier: Apache-2.0
#include "LaterClock.h"

#include <durus/core/Clock.h>
#include <durus/core/Error.h>
#include <durus/core/Log.h>
#include <durus/core/Random.h>
#include <durus/http/HttpClient.h>
#include <durus/plugin_codec/PluginBackendCodec.h>
#include <durus/plugin_host/PluginRegistry.h>
#include <durus/store/Store.h>
#include <durus/sync/SyncPass.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

using namespace durus;

/// When a process halts: before or after one of its exchanges with the backend.
struct Halt {
    int signal = 0; ///< that it raises on itself; 0 = it does not halt
    bool before = false;
    int exchange = 0; ///< 0 = the first write, otherwise counted from 1 among all
};

class HaltingExchange final : public sync::HttpExchange {
public:
    HaltingExchange(sync::HttpExchange& way, Halt halt) : way_(way), halt_(halt) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override {
        ++number_;
        const bool halts =
            !halted_ && (halt_.exchange == 0 ? request.method != "GET" : halt_.exchange == number_);
        halted_ = halted_ || halts;
        if (halts && halt_.before) std::raise(halt_.signal);
        auto answer = way_.send(endpoint, request);
        if (halts && !halt_.before) std::raise(halt_.signal);
        return answer;
    }
    void cancel() noexcept override { way_.cancel(); }

private:
    sync::HttpExchange& way_;
    const Halt halt_;
    int number_ = 0;
    bool halted_ = false;
};

} // namespace

/// Usage: DIRECTORY PLUGINS ACCOUNT LATER [kill|stop before|after write|NUMBER]. Runs one pass of the
/// account, by clocks that are LATER milliseconds ahead, and halts itself before an exchange with the
/// backend, or after its answer has come: the first write or the NUMBER-th of all. Prints "settled",
/// "failed", or the code of the error that ended the pass.
int main(int argc, char** argv) try {
    if (argc != 5 && argc != 8) return 2;
    Halt halt;
    if (argc == 8)
        halt = {.signal = std::string_view(argv[5]) == "kill" ? SIGKILL : SIGSTOP,
                .before = std::string_view(argv[6]) == "before",
                .exchange = std::atoi(argv[7])};
    const LaterClock clock{Milliseconds{std::atol(argv[4])}};
    SystemRandom random;
    NullLog log;
    const auto store = store::Store::open(argv[1], clock, random);
    plugin_host::PluginRegistry plugins{{log, clock}};
    const std::vector<std::filesystem::path> directories{argv[2]};
    plugins.discover(directories);
    const auto account = store->accounts().account(model::AccountName{argv[3]}).value();
    const auto backend = store->accounts().backend(account.backend).value();
    plugin_codec::PluginBackendCodec codec(plugins.find(backend.codec));
    const auto http = http::makeHttpExchange();
    HaltingExchange halting(*http, halt.signal == 0 ? Halt{.exchange = -1} : halt);
    sync::ServerClock serverClock(clock);
    sync::SyncPass pass({store->outbox(), codec, halting, serverClock, clock, random, log}, account.name,
                        {backend.url, backend.caFile, store->accounts().token(account.name)});
    std::cout << (pass.run().succeeded() ? "settled" : "failed") << std::endl;
    return 0;
} catch (const durus::Error& fault) {
    std::cout << durus::name(fault.code()) << std::endl;
    return 1;
}
