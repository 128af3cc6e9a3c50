// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/core/Time.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace durus::mediaserver::api {

/// Writes metrics in Prometheus' text format, version 0.0.4. Names and help texts are the program's own
/// words; label values may be anything. Thread: a value.
class PrometheusText {
public:
    static constexpr std::string_view kMediaType = "text/plain; version=0.0.4; charset=utf-8";

    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// Begins a metric; its samples follow. `type`: "gauge" or "counter".
    PrometheusText& metric(std::string_view name, std::string_view type, std::string_view help);
    PrometheusText& sample(Labels labels, std::uint64_t value);
    /// A span of time, in seconds.
    PrometheusText& sample(Labels labels, Milliseconds value);

    std::string finish() && { return std::move(text_); }

private:
    void begin(Labels labels);

    std::string text_;
    std::string name_;
};

} // namespace durus::mediaserver::api
