// SPDX-License-Identifier: Apache-2.0
#include "Conversation.h"

namespace durus::sync {

namespace {

Outcome outcomeOf(const Error& error) {
    Outcome outcome{.outcome = OutcomeClass::Transient, .detail = error.what()};
    if (error.code() == ErrorCode::Corrupt) outcome.outcome = OutcomeClass::NotBackend;
    if (error.code() == ErrorCode::InvalidInput) outcome.outcome = OutcomeClass::Permanent;
    return outcome;
}

Result<HttpResponse> sendOnce(const Wire& wire, const HttpRequest& request) {
    const MonotonicTime sentAt = wire.clock.monotonic();
    auto answer = wire.http.send(wire.endpoint, request);
    // An answer out of a cache carries the date of another day.
    if (answer && !answer.value().header("Age"))
        if (const auto date = answer.value().header("Date")) wire.serverClock.learn(*date, sentAt);
    return answer;
}

Result<HttpResponse> sendWithTries(const Wire& wire, const HttpRequest& request, int tries) {
    auto answer = sendOnce(wire, request);
    for (int sent = 1; sent < tries && !answer && isRetryable(answer.error().code()); ++sent)
        answer = sendOnce(wire, request);
    return answer;
}

} // namespace

std::optional<Outcome> converse(const Wire& wire, CodecExchange& exchange, std::optional<HttpRequest> request,
                                const ConversationLimits& limits,
                                const std::function<void(std::size_t)>& onAnswer) {
    for (int sent = 0; request; ++sent) {
        if (sent == limits.maxRequests)
            throw Error(ErrorCode::PluginMisbehaved,
                        "the backend codec asked for more than " + std::to_string(limits.maxRequests) +
                            " requests in one exchange",
                        "report this to the author of the codec plugin");
        const auto answer = sendWithTries(wire, *request, limits.tries);
        if (!answer) return outcomeOf(answer.error());
        if (onAnswer) onAnswer(static_cast<std::size_t>(sent) + 1);
        request = exchange.step(&answer.value());
    }
    return std::nullopt;
}

} // namespace durus::sync
