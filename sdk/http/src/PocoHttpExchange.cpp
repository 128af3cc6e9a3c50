// SPDX-License-Identifier: Apache-2.0
#include "PocoHttpExchange.h"

#include "RequestText.h"
#include "SigpipeBlock.h"

#include <durus/core/Error.h>

#include <Poco/Exception.h>

#include <array>
#include <system_error>

namespace durus::http {

namespace {

constexpr std::size_t kBlock = 64U * 1024;

Client::Call callFor(const sync::HttpEndpoint& endpoint, const sync::HttpRequest& request) {
    Target target = parseTarget(endpoint.url);
    while (target.path.ends_with('/'))
        target.path.pop_back();
    target.path += request.path;
    std::string text = requestText(target, request, endpoint.token);
    return {.target = std::move(target),
            .caFile = endpoint.caFile,
            .text = std::move(text),
            .toHead = request.method == "HEAD"};
}

} // namespace

Result<sync::HttpResponse> PocoHttpExchange::send(const sync::HttpEndpoint& endpoint,
                                                  const sync::HttpRequest& request) {
    const SigpipeBlock noSignal;
    try {
        refuseIfRaised(cancelled_);
        auto response = exchange(callFor(endpoint, request));
        client_.finish();
        return response;
    } catch (const Error& error) {
        client_.finish();
        return error;
    } catch (const Poco::Exception& e) {
        client_.finish();
        return Error(ErrorCode::Unavailable, "the connection failed: " + e.displayText());
    } catch (const std::system_error& e) {
        // No thread to look up a name with.
        client_.finish();
        return Error(ErrorCode::Unavailable, std::string("the connection failed: ") + e.what());
    }
}

sync::HttpResponse PocoHttpExchange::exchange(const Client::Call& call) {
    const Deadline deadline = Deadline::in(limits_.total);
    const ResponseHead& head = client_.start(call, deadline);
    sync::HttpResponse response{.status = head.status, .headers = head.headers, .body = {}};
    response.body = readBody(head, deadline);
    return response;
}

std::string PocoHttpExchange::readBody(const ResponseHead& head, Deadline deadline) {
    const Error tooLarge(ErrorCode::Corrupt,
                         "the answer is larger than " + std::to_string(limits_.responseBytes) + " bytes",
                         "check that the address is that of the backend");
    if (head.framing == Framing::Length && head.length > limits_.responseBytes) throw tooLarge;
    std::string body;
    std::array<char, kBlock> block{};
    for (;;) {
        const auto count = client_.readBody(block, Deadline::earlier(Deadline::in(limits_.idle), deadline));
        if (!count) throw Error(ErrorCode::Timeout, "the answer stopped in the middle");
        if (*count == 0) return body;
        if (body.size() + *count > limits_.responseBytes) throw tooLarge;
        body.append(block.data(), *count);
    }
}

std::unique_ptr<sync::HttpExchange> makeHttpExchange(const ClientLimits& limits) {
    return std::make_unique<PocoHttpExchange>(limits);
}

} // namespace durus::http
