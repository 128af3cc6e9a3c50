// SPDX-License-Identifier: Apache-2.0
// A backend that lies: every exchange of both codecs ends, tells what became of each intent at most once, and
// asks and reports only what the host may take.
#include "Json.h"
#include "PlatformCodec.h"
#include "Property.h"
#include "Utf8.h"
#include "WireCodec.h"

#include <array>
#include <exception>
#include <memory>
#include <set>
#include <string>
#include <vector>

using namespace durus::fuzz;
using namespace durus::plugin_kit;

namespace {

// A walk follows what the backend offers; the fuzzer's answers are few, and then it is cut.
constexpr int kMaxSteps = 24;

struct Seen {
    std::set<std::uint64_t> outcomes;
    bool failed = false;
};

bool isUtf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = platform::sequenceLength(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

Seen& seen(const durus_exchange_sink_t* sink) {
    return *static_cast<Seen*>(sink->context);
}

durus_exchange_sink_t makeSink(Seen& into) {
    durus_exchange_sink_t sink{};
    sink.struct_size = sizeof sink;
    sink.context = &into;
    sink.outcome = [](const durus_exchange_sink_t* self, const durus_outcome_t* outcome) {
        require(seen(self).outcomes.insert(outcome->sequence).second, "an intent has one outcome");
        require(isUtf8(view(outcome->detail)), "a detail is text");
        return durus_status_t{DURUS_OK};
    };
    sink.failure = [](const durus_exchange_sink_t* self, const durus_outcome_t* failure) {
        require(!seen(self).failed, "an exchange fails once");
        require(failure->retry_after_ms >= -1, "a wait lies ahead");
        require(isUtf8(view(failure->detail)), "a detail is text");
        seen(self).failed = true;
        return durus_status_t{DURUS_OK};
    };
    sink.progress = [](const durus_exchange_sink_t*, const durus_remote_progress_t* progress) {
        require(progress->position_ms >= 0 && progress->duration_ms >= 0, "progress is not negative");
        require(isUtf8(view(progress->listing)) && progress->listing.size > 0, "a listing has an id");
        return durus_status_t{DURUS_OK};
    };
    sink.favorite = [](const durus_exchange_sink_t*, const durus_remote_favorite_t* favorite) {
        require(isUtf8(view(favorite->listing)) && favorite->listing.size > 0, "a listing has an id");
        return durus_status_t{DURUS_OK};
    };
    sink.scholar = [](const durus_exchange_sink_t*, const durus_scholar_t*) {
        return durus_status_t{DURUS_OK};
    };
    sink.topic = [](const durus_exchange_sink_t*, const durus_topic_t*) { return durus_status_t{DURUS_OK}; };
    sink.listing = [](const durus_exchange_sink_t*, const durus_listing_t*) {
        return durus_status_t{DURUS_OK};
    };
    sink.cursor = [](const durus_exchange_sink_t*, durus_string_t cursor) {
        require(isUtf8(view(cursor)), "a cursor is text");
        return durus_status_t{DURUS_OK};
    };
    return sink;
}

/// Answers with what is left of the input, part by part: a byte that chooses the status, then the body.
void converse(std::unique_ptr<Exchange> exchange, std::string_view input) {
    constexpr std::array<std::int32_t, 10> kStatus{200, 201, 204, 400, 401, 404, 409, 422, 429, 500};
    Seen found;
    const durus_exchange_sink_t sink = makeSink(found);
    Results results(sink);
    const durus_http_header_t type{borrow("Content-Type"), borrow("application/json")};
    try {
        auto request = exchange->step(nullptr, results);
        for (int steps = 0; request && steps < kMaxSteps; ++steps) {
            require(!results.hasFailed(), "nothing is asked after a failure");
            require(request->path.starts_with('/') &&
                        request->path.find_first_of(" \r\n") == std::string::npos,
                    "a request has a path");
            durus_http_response_t answer{};
            answer.struct_size = sizeof answer;
            answer.status = kStatus.at(takeByte(input) % kStatus.size());
            answer.header_count = 1;
            answer.headers = &type;
            answer.body = borrow(takePart(input));
            const Response response(answer);
            request = exchange->step(&response, results);
        }
    } catch (const std::exception&) {
        // The host is told, and ends the exchange.
    }
}

std::vector<Intent> intents(IntentKind kind) {
    std::vector<Intent> made;
    for (std::uint64_t sequence = 1; sequence <= 2; ++sequence) {
        Intent& intent = made.emplace_back();
        intent.sequence = sequence;
        intent.kind = kind;
        intent.id = "0193a000-0000-7000-8000-00000000000" + std::to_string(sequence);
        intent.listing = "10000000-0000-4000-8000-00000000000" + std::to_string(sequence);
        intent.slug = "lecture-" + std::to_string(sequence);
        intent.position = std::chrono::seconds{30};
        intent.duration = std::chrono::seconds{60};
        intent.occurredAt = std::chrono::milliseconds{1'795'345'200'000};
    }
    return made;
}

std::unique_ptr<Exchange> open(BackendCodec& codec, unsigned choice, std::string_view& input) {
    constexpr std::chrono::milliseconds kNow{1'795'345'260'000};
    switch (choice % 5) {
    case 0:
        return codec.push(intents(IntentKind::Progress));
    case 1:
        return codec.push(intents(IntentKind::Favorite));
    case 2:
        return codec.pull(std::string(takePart(input)), kNow);
    case 3:
        return codec.catalogue();
    default:
        return codec.rejectionCheck();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view input = asText(data, size);
    if (const auto json = platform::Json::parse(input)) require(isUtf8(json->text()), "a string is text");
    const unsigned choice = takeByte(input);
    platform::PlatformCodec platformCodec{Host{}, {}};
    wire::WireCodec wireCodec{Host{}, {}};
    BackendCodec& codec = choice >= 128 ? static_cast<BackendCodec&>(wireCodec) : platformCodec;
    converse(open(codec, choice, input), input);
    return 0;
}
