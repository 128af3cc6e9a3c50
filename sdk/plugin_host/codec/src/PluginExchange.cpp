// SPDX-License-Identifier: Apache-2.0
#include "PluginExchange.h"

#include <utility>

namespace durus::plugin_codec {

using plugin_host::borrow;
using plugin_host::callPlugin;

PluginExchange::PluginExchange(std::shared_ptr<PluginBackendCodec::Instance> instance,
                               durus_exchange_t* exchange, durus_status_t opened,
                               std::vector<std::uint64_t> sequences)
    : instance_(std::move(instance)), exchange_(exchange), sink_(std::move(sequences)) {
    instance_->check(opened, "opening an exchange");
    if (exchange_ == nullptr) throw instance_->misbehaved("it opened no exchange");
}

PluginExchange::~PluginExchange() {
    callPlugin([&] { return instance_->table().close(exchange_); });
}

std::optional<sync::HttpRequest> PluginExchange::step(const sync::HttpResponse* answer) {
    if (finished_) throw Error(ErrorCode::WrongState, "a step after the last step of an exchange");
    finished_ = true;
    durus_http_response_t response{};
    std::vector<durus_http_header_t> headers;
    if (answer != nullptr) {
        for (const auto& [name, value] : answer->headers)
            headers.push_back({borrow(name), borrow(value)});
        response.struct_size = sizeof response;
        response.status = answer->status;
        response.header_count = static_cast<std::uint32_t>(headers.size());
        response.headers = headers.data();
        response.body = borrow(answer->body);
    }
    const auto status = callPlugin([&] {
        return instance_->table().step(exchange_, answer != nullptr ? &response : nullptr, sink_.get());
    });
    if (sink_.fault() != nullptr) throw instance_->misbehaved(sink_.fault());
    instance_->check(status, "a step of an exchange");
    auto next = sink_.takeRequest();
    if (sink_.results().failure) next.reset();
    if (!next && !sink_.isComplete()) throw instance_->misbehaved("it left an intent without an outcome");
    finished_ = !next.has_value();
    return next;
}

const sync::ExchangeResults& PluginExchange::results() const {
    if (!finished_) throw Error(ErrorCode::WrongState, "results of an exchange that goes on");
    return sink_.results();
}

} // namespace durus::plugin_codec
