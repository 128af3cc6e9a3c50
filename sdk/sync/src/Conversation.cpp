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

struct Answer {
    Result<HttpResponse> response;
    MonotonicTime sentAt;
};

Answer sendOnce(const Wire& wire, const HttpRequest& request) {
    const MonotonicTime sentAt = wire.clock.monotonic();
    return {wire.http.send(wire.endpoint, request), sentAt};
}

Answer sendWithTries(const Wire& wire, const HttpRequest& request, int tries) {
    Answer answer = sendOnce(wire, request);
    for (int sent = 1; sent < tries && !answer.response && isRetryable(answer.response.error().code());
         ++sent)
        answer = sendOnce(wire, request);
    return answer;
}

/// REQUIRES: the exchange has finished.
bool wasStranger(const CodecExchange& exchange) {
    const auto& failure = exchange.results().failure;
    return failure && failure->outcome == OutcomeClass::NotBackend;
}

/// An answer out of a cache carries the date of another day.
void learnTime(const Wire& wire, const Answer& answer) {
    const HttpResponse& response = answer.response.value();
    if (response.header("Age")) return;
    if (const auto date = response.header("Date")) wire.serverClock.learn(*date, answer.sentAt);
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
        const Answer answer = sendWithTries(wire, *request, limits.tries);
        if (!answer.response) return outcomeOf(answer.response.error());
        if (onAnswer) onAnswer(static_cast<std::size_t>(sent) + 1);
        request = exchange.step(&answer.response.value());
        if (request || !wasStranger(exchange)) learnTime(wire, answer);
    }
    return std::nullopt;
}

} // namespace durus::sync
