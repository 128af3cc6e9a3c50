// SPDX-License-Identifier: Apache-2.0
#include "PocoFetcher.h"

#include "Characters.h"
#include "RequestText.h"
#include "SigpipeBlock.h"

#include <durus/core/Error.h>

#include <Poco/Exception.h>

#include <system_error>

namespace durus::http {

namespace {

constexpr int kMaxRedirects = 5;
constexpr std::size_t kBlock = 256U * 1024;
constexpr Milliseconds kHeartbeat{1'000};

bool isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string strongValidator(const ResponseHead& head) {
    const auto tag = head.header("ETag");
    const bool strong = tag && tag->size() >= 2 && tag->front() == '"' && tag->back() == '"';
    return strong ? std::string(*tag) : std::string();
}

/// A page where audio should be: a captive portal, or an error told with status 200.
void refusePages(const ResponseHead& head) {
    const auto type = trimmed(head.header("Content-Type").value_or(""));
    const auto main = type.substr(0, type.find(';'));
    const bool page = equalIgnoringCase(main.substr(0, 5), "text/") ||
                      equalIgnoringCase(main, "application/json") ||
                      equalIgnoringCase(main, "application/xhtml+xml");
    if (page)
        throw Error(ErrorCode::Corrupt, "a page of type " + std::string(main) + " came instead of audio",
                    "if this network asks people to sign in first, do so and download again");
}

void refuseFailures(const ResponseHead& head) {
    const std::string status = "HTTP " + std::to_string(head.status);
    switch (head.status) {
    case 200:
    case 206:
    case 416:
        return;
    case 401:
    case 403:
    case 404:
    case 410:
    case 451:
        throw Error(ErrorCode::NotFound, "the server does not give this file (" + status + ")",
                    "pull the catalogue again; the lecture may have moved");
    default:
        throw Error(ErrorCode::Unavailable, "the server could not give this file now (" + status + ")");
    }
}

} // namespace

bool PocoFetcher::fetch(const download::FetchRequest& request, const OnHead& onHead, const OnBytes& onBytes) {
    const SigpipeBlock noSignal;
    try {
        // Bytes that no validator vouches for are of no use.
        download::FetchRequest wanted = request;
        if (wanted.validator.empty()) wanted.offset = 0;
        Placed placed = open(wanted);
        if (placed.restart && wanted.offset > 0) {
            wanted.offset = 0;
            client_.finish();
            placed = open(wanted);
        }
        if (placed.restart)
            throw Error(ErrorCode::Corrupt, "the server answered with a part of the file nobody asked for");
        onHead(placed.head);
        const bool complete = placed.complete || transfer(onBytes);
        client_.finish();
        return complete;
    } catch (const Poco::Exception& e) {
        client_.finish();
        throw Error(ErrorCode::Unavailable, "the connection failed: " + e.displayText());
    } catch (const std::system_error& e) {
        client_.finish();
        throw Error(ErrorCode::Unavailable, std::string("the connection failed: ") + e.what());
    } catch (...) {
        client_.finish();
        throw;
    }
}

Placed PocoFetcher::open(const download::FetchRequest& request) {
    const ResponseHead& head = ask(request);
    refuseFailures(head);
    Placed placed = placeAnswer(head, request.offset, request.validator, strongValidator(head));
    if (!placed.complete && !placed.restart) refusePages(head);
    return placed;
}

const ResponseHead& PocoFetcher::ask(const download::FetchRequest& request) {
    sync::HttpRequest get{.method = "GET", .path = {}, .headers = {{"Accept", "*/*"}}, .body = {}};
    if (request.offset > 0) {
        get.headers.emplace_back("Range", "bytes=" + std::to_string(request.offset) + '-');
        get.headers.emplace_back("If-Range", request.validator);
    }
    Target target = parseTarget(request.url);
    for (int followed = 0;; ++followed) {
        const ResponseHead& head =
            client_.start({.target = target, .caFile = request.caFile, .text = requestText(target, get, {})},
                          Deadline::in(limits_.connect + limits_.idle));
        if (!isRedirect(head.status)) return head;
        const auto location = head.header("Location");
        if (!location || followed == kMaxRedirects)
            throw Error(ErrorCode::Unavailable, "the server sends us in circles");
        target = followRedirect(target, std::string(*location));
        client_.finish();
    }
}

bool PocoFetcher::transfer(const OnBytes& onBytes) {
    std::string block(kBlock, '\0');
    Deadline patience = Deadline::in(limits_.idle);
    for (;;) {
        const auto count = client_.readBody(block, Deadline::earlier(Deadline::in(kHeartbeat), patience));
        if (count && *count == 0) return true;
        if (count) patience = Deadline::in(limits_.idle);
        if (!count && patience.remaining() == Milliseconds{0})
            throw Error(ErrorCode::Timeout, "the server stopped sending");
        if (!onBytes(std::span(block).first(count.value_or(0)))) return false;
    }
}

std::unique_ptr<download::Fetcher> makeFetcher(const ClientLimits& limits) {
    return std::make_unique<PocoFetcher>(limits);
}

} // namespace durus::http
