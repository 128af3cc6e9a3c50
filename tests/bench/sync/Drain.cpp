// SPDX-License-Identifier: Apache-2.0
#include "Drain.h"

#include "Bar.h"
#include "Ideal.h"
#include "Listener.h"

#include <durus/http/HttpClient.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace durus::bench {

namespace {

double milliseconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Of one figure of all rounds.
double median(const std::vector<DrainCost>& rounds, double DrainCost::*figure) {
    std::vector<double> values;
    for (const DrainCost& round : rounds)
        values.push_back(round.*figure);
    std::ranges::sort(values);
    return values[values.size() / 2];
}

std::vector<sync::HttpRequest> drainOurs(Listener& box, std::size_t intents, DrainCost& cost) {
    Spent spent;
    box.codec->spent = {};
    const auto report = spent.on([&] { return box.pass(); });
    if (report.sent != intents) throw std::runtime_error("not all was sent");
    cost.ours = milliseconds(spent.wall);
    cost.cpu = milliseconds(spent.cpu);
    cost.http = milliseconds(box.http->spent.wall);
    cost.codec = milliseconds(box.codec->spent.wall);
    cost.store = cost.ours - cost.http - cost.codec;
    cost.requests = box.http->writes.size();
    for (const auto& write : box.http->writes)
        cost.bytes += write.body.size();
    return box.http->writes;
}

void drainIdeal(const Listener& box, const sync::HttpEndpoint& endpoint, const Ideal& ideal,
                DrainCost& cost) {
    const auto http = http::makeHttpExchange();
    Spent requests;
    Spent transaction;
    requests.on([&] { ideal.deliver(*http, endpoint); });
    transaction.on([&] { Ideal::settle(box.database()); });
    cost.idealHttp = milliseconds(requests.wall);
    cost.idealStore = milliseconds(transaction.wall);
    cost.ideal = cost.idealHttp + cost.idealStore;
    cost.idealRequests = ideal.requests();
}

DrainCost medians(const std::vector<DrainCost>& rounds) {
    DrainCost cost = rounds.back();
    for (auto figure : {&DrainCost::ours, &DrainCost::ideal, &DrainCost::http, &DrainCost::codec,
                        &DrainCost::store, &DrainCost::cpu, &DrainCost::idealHttp, &DrainCost::idealStore})
        cost.*figure = median(rounds, figure);
    return cost;
}

} // namespace

DrainCost drain(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                const Backend& backend, std::size_t firstListener, std::size_t intents, int rounds) {
    const Milliseconds before = std::chrono::seconds{intents};
    std::vector<DrainCost> costs;
    std::optional<Ideal> ideal;
    Bar bar("draining " + std::to_string(intents), static_cast<std::size_t>(rounds) + 1);
    for (int round = 0; round <= rounds; ++round, bar.step()) {
        const std::size_t us = firstListener + 2 * static_cast<std::size_t>(round);
        Listener ours(directory / ("ours-" + std::to_string(us)), plugins, backend.endpoint(us), before);
        Listener peer(directory / ("ideal-" + std::to_string(us)), plugins, backend.endpoint(us + 1), before);
        ours.listen(intents, intents);
        peer.listen(intents, intents);
        DrainCost cost;
        if (ideal && round % 2 == 0) drainIdeal(peer, backend.endpoint(us + 1), *ideal, cost);
        const auto writes = drainOurs(ours, intents, cost);
        if (!ideal) ideal = Ideal::of(writes);
        if (cost.ideal == 0) drainIdeal(peer, backend.endpoint(us + 1), *ideal, cost);
        if (round > 0) costs.push_back(cost);
    }
    return medians(costs);
}

std::size_t itemsSent(const std::filesystem::path& directory, const std::filesystem::path& plugins,
                      const Backend& backend, std::size_t listener, std::size_t events,
                      std::size_t lectures) {
    Listener box(directory, plugins, backend.endpoint(listener), std::chrono::seconds{events});
    box.listen(events, lectures);
    box.pass();
    constexpr std::string_view kItem = R"("listingId":)";
    std::size_t items = 0;
    for (const auto& write : box.http->writes)
        for (auto at = write.body.find(kItem); at != std::string::npos; at = write.body.find(kItem, at + 1))
            ++items;
    return items;
}

} // namespace durus::bench
