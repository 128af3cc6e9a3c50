// SPDX-License-Identifier: Apache-2.0
#include "api/PrometheusText.h"

#include <cstdlib>

namespace durus::mediaserver::api {

namespace {

void appendLabelValue(std::string& text, std::string_view value) {
    for (const char c : value) {
        if (c == '\\' || c == '"') text += '\\';
        if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
}

std::string seconds(Milliseconds span) {
    const auto whole = span.count();
    const std::string fraction = std::to_string(std::abs(whole % 1'000) + 1'000).substr(1);
    return (whole < 0 ? "-" : "") + std::to_string(std::abs(whole / 1'000)) + '.' + fraction;
}

} // namespace

PrometheusText& PrometheusText::metric(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name_).append(" ").append(help).append("\n");
    text_.append("# TYPE ").append(name_).append(" ").append(type).append("\n");
    return *this;
}

PrometheusText& PrometheusText::sample(Labels labels, std::uint64_t value) {
    begin(labels);
    text_ += std::to_string(value) + '\n';
    return *this;
}

PrometheusText& PrometheusText::sample(Labels labels, Milliseconds value) {
    begin(labels);
    text_ += seconds(value) + '\n';
    return *this;
}

void PrometheusText::begin(Labels labels) {
    text_ += name_;
    char separator = '{';
    for (const auto& [name, value] : labels) {
        text_ += separator;
        text_.append(name).append("=\"");
        appendLabelValue(text_, value);
        text_ += '"';
        separator = ',';
    }
    text_ += labels.size() > 0 ? "} " : " ";
}

} // namespace durus::mediaserver::api
