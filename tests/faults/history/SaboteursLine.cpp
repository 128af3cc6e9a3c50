// SPDX-License-Identifier: Apache-2.0
#include "SaboteursLine.h"

namespace durus::faults {

namespace {

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

} // namespace

Result<sync::HttpResponse> SaboteursLine::send(const sync::HttpEndpoint& endpoint,
                                               const sync::HttpRequest& request) {
    sync::HttpRequest changed = request;
    if (sabotage_ == Sabotage::ChangesRetries && isRetry(request)) changed.body += ' ';
    if (sabotage_ == Sabotage::StampsTheFuture) {
        replaceAll(changed.body, R"("updatedAt":"2026)", R"("updatedAt":"2036)");
        replaceAll(changed.body, R"("occurredAt":1)", R"("occurredAt":2)");
    }
    return line_.send(endpoint, changed);
}

bool SaboteursLine::isRetry(const sync::HttpRequest& request) {
    for (const auto& [name, value] : request.headers)
        if (name == "Idempotency-Key") return !sent_.insert(value).second;
    return false;
}

} // namespace durus::faults
