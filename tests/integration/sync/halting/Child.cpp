// SPDX-License-Identifier: Apache-2.0
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
#include <iostream>
#include <string_view>

namespace {

using namespace durus;

/// Raises a signal on its own process around the first write to the backend.
class HaltingExchange final : public sync::HttpExchange {
public:
    HaltingExchange(sync::HttpExchange& way, int signal, bool before)
        : way_(way), signal_(signal), before_(before) {}

    Result<sync::HttpResponse> send(const sync::HttpEndpoint& endpoint,
                                    const sync::HttpRequest& request) override {
        const bool halts = !halted_ && request.method != "GET";
        halted_ = halted_ || halts;
        if (halts && before_) std::raise(signal_);
        auto answer = way_.send(endpoint, request);
        if (halts && !before_) std::raise(signal_);
        return answer;
    }
    void cancel() noexcept override { way_.cancel(); }

private:
    sync::HttpExchange& way_;
    const int signal_;
    const bool before_;
    bool halted_ = false;
};

} // namespace

/// Usage: DIRECTORY PLUGINS ACCOUNT kill|stop before|after. Runs one pass of the account and halts itself
/// before its first write to the backend leaves, or after the answer has come. Prints "settled", or the
/// code of the error that ended the pass.
int main(int argc, char** argv) try {
    if (argc != 6) return 2;
    const SystemClock clock;
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
    HaltingExchange halting(*http, std::string_view(argv[4]) == "kill" ? SIGKILL : SIGSTOP,
                            std::string_view(argv[5]) == "before");
    sync::ServerClock serverClock(clock);
    sync::SyncPass pass({store->outbox(), codec, halting, serverClock, clock, random, log}, account.name,
                        {backend.url, backend.caFile, store->accounts().token(account.name)});
    std::cout << (pass.run().succeeded() ? "settled" : "failed") << std::endl;
    return 0;
} catch (const durus::Error& fault) {
    std::cout << durus::name(fault.code()) << std::endl;
    return 1;
}
