// SPDX-License-Identifier: Apache-2.0
#include "Listener.h"

#include "Backend.h"

#include <durus/http/HttpClient.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace durus::bench {

namespace {

constexpr std::size_t kTransaction = 1000;
constexpr Milliseconds kSecond{1000};

} // namespace

Listener::Listener(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                   sync::HttpEndpoint endpoint, Milliseconds before)
    : clock(WallTime{SystemClock().wall().sinceEpoch - before}), endpoint_(std::move(endpoint)),
      store_(store::Store::open(directory, clock, random_)) {
    const model::BackendName home{"home"};
    store_->accounts().addBackend({home, "platform", endpoint_.url, endpoint_.caFile});
    store_->accounts().addAccount({account_, home}, endpoint_.token);
    const std::array directories{plugins};
    plugins_.discover(directories);
    auto plugin = plugins_.find("platform");
    if (!plugin) throw std::runtime_error("there is no plugin 'platform' in " + plugins.string());
    platform_ = std::make_unique<plugin_codec::PluginBackendCodec>(std::move(plugin));
    codec = std::make_unique<MeteredCodec>(*platform_);
    hangUp();
}

void Listener::listen(std::size_t events, std::size_t lectures) {
    for (std::size_t done = 0; done < events;) {
        plugin_host::Translation translation{"progress", 0, {}};
        for (std::size_t n = std::min(events - done, kTransaction); n > 0; --n, ++done) {
            clock.advance(kSecond);
            translation.intents.push_back(draft(done % lectures, kSecond * (1 + done / lectures)));
        }
        store_->journal().commit(translation);
    }
}

void Listener::record(std::size_t lecture, Milliseconds position) {
    store_->journal().commit({"progress", 0, {draft(lecture, position)}});
}

sync::PassReport Listener::pass() {
    const auto report = sync::SyncPass({store_->outbox(), *codec, *http, serverClock_, clock, random_, log_},
                                       account_, endpoint_)
                            .run();
    if (report.failure) throw std::runtime_error("a pass failed: " + report.failure->detail);
    return report;
}

void Listener::hangUp() {
    http.reset();
    exchange_ = http::makeHttpExchange();
    http = std::make_unique<MeteredHttp>(*exchange_);
}

model::DraftIntent Listener::draft(std::size_t lecture, Milliseconds position) {
    return {.account = account_,
            .listing = model::ListingId{Backend::lecture(lecture)},
            .kind = model::IntentKind::Progress,
            .position = position,
            .duration = Milliseconds{0},
            .dedupeKey = "bench:" + std::to_string(++recorded_),
            .wall = clock.wall(),
            .monotonic = clock.monotonic()};
}

} // namespace durus::bench
