// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/backend_codec.h>
#include <durus/plugin_kit/Exchange.h>
#include <durus/plugin_kit/Guard.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace durus::plugin_kit {

enum class IntentKind : std::int32_t {
    Progress = DURUS_INTENT_PROGRESS,
    Completed = DURUS_INTENT_COMPLETED,
    Uncompleted = DURUS_INTENT_UNCOMPLETED,
    Favorite = DURUS_INTENT_FAVORITE,
    Unfavorite = DURUS_INTENT_UNFAVORITE,
};

/// A recorded intent to deliver.
struct Intent {
    std::uint64_t sequence = 0;
    IntentKind kind = IntentKind::Progress;
    std::string id;
    std::string listing;
    std::string slug;
    std::chrono::milliseconds position{0};
    std::chrono::milliseconds duration{0};   ///< 0 = unknown
    std::chrono::milliseconds occurredAt{0}; ///< Unix time by the backend's clock, as far as known
};

/// Speaks one backend's API. Derive, and export with DURUS_EXPORT_PLUGIN. A derived class is default
/// constructible, or takes (Host, std::string_view config). Pure, as backend_codec.h says.
/// Thread: one at a time.
class BackendCodec {
public:
    virtual ~BackendCodec() = default;

    struct Limits {
        std::size_t maxIntents = 1000;
        std::size_t maxBodyBytes = 1'048'576;
    };
    virtual Limits limits() { return {}; }
    virtual bool supports(IntentKind kind) = 0;

    /// Delivers intents of one family. Those of a listing are in order of sequence.
    virtual std::unique_ptr<Exchange> push(std::vector<Intent> intents) = 0;
    /// Reads what changed since `cursor` ("" = all). `now`: Unix time of the backend, as far as known.
    virtual std::unique_ptr<Exchange> pull(std::string cursor, std::chrono::milliseconds now) = 0;
    /// Walks the public catalogue.
    virtual std::unique_ptr<Exchange> catalogue() = 0;
    /// Asks whether the backend, being well, refuses the credentials it just answered 401 to: it fails with
    /// Outcome::Unauthorized only if the backend itself says so. Null = this codec cannot tell.
    virtual std::unique_ptr<Exchange> rejectionCheck() { return nullptr; }
};

/// Puts a codec behind the C functions of extension "durus.backend-codec/1".
template<typename Codec>
class CodecExtension {
    static_assert(std::is_base_of_v<BackendCodec, Codec>);

public:
    static const durus_backend_codec_t* table() noexcept {
        static constexpr durus_backend_codec_t kTable{
            sizeof kTable, create,        destroy, limits, supports,          openPush,
            openPull,      openCatalogue, step,    close,  openRejectionCheck};
        return &kTable;
    }

private:
    struct Instance {
        Instance(Host by, std::string_view config) : host(by), codec(makePart<Codec>(by, config)) {}
        Host host;
        Codec codec;
    };
    struct Conversation {
        Host host;
        std::unique_ptr<Exchange> exchange;
        bool begun = false;
        bool finished = false;
    };

    static Instance* from(durus_codec_t* handle) noexcept { return reinterpret_cast<Instance*>(handle); }
    static Conversation* from(durus_exchange_t* handle) noexcept {
        return reinterpret_cast<Conversation*>(handle);
    }

    static durus_status_t create(const durus_host_t* host, durus_string_t config,
                                 durus_codec_t** codec) noexcept {
        if (codec == nullptr || !Host::isUsable(host)) return DURUS_INVALID_ARGUMENT;
        *codec = nullptr;
        return guarded(Host(host), [&] {
            auto instance = std::make_unique<Instance>(Host(host), view(config));
            *codec = reinterpret_cast<durus_codec_t*>(instance.release());
        });
    }

    static durus_status_t destroy(durus_codec_t* codec) noexcept {
        delete from(codec);
        return DURUS_OK;
    }

    static durus_status_t limits(durus_codec_t* codec, durus_codec_limits_t* limits) noexcept {
        if (codec == nullptr || limits == nullptr || limits->struct_size < sizeof *limits)
            return DURUS_INVALID_ARGUMENT;
        return guarded(from(codec)->host, [&] {
            BackendCodec& own = from(codec)->codec;
            const auto [maxIntents, maxBodyBytes] = own.limits();
            limits->max_intents = maxIntents;
            limits->max_body_bytes = maxBodyBytes;
        });
    }

    static durus_status_t supports(durus_codec_t* codec, std::int32_t kind) noexcept {
        if (codec == nullptr) return DURUS_INVALID_ARGUMENT;
        if (!isKind(kind)) return DURUS_UNSUPPORTED;
        bool supported = false;
        const auto status = guarded(from(codec)->host, [&] {
            BackendCodec& own = from(codec)->codec;
            supported = own.supports(static_cast<IntentKind>(kind));
        });
        return status != DURUS_OK ? status : supported ? DURUS_OK : DURUS_UNSUPPORTED;
    }

    static durus_status_t openPush(durus_codec_t* codec, const durus_intent_t* const* intents,
                                   std::uint64_t count, durus_exchange_t** exchange) noexcept {
        return open(codec, exchange, [&](BackendCodec& own) {
            if (intents == nullptr && count != 0) throw Failure(DURUS_INVALID_ARGUMENT, "no intents");
            std::vector<Intent> copies;
            copies.reserve(static_cast<std::size_t>(count));
            for (std::uint64_t i = 0; i < count; ++i)
                copies.push_back(copy(intents[i]));
            return own.push(std::move(copies));
        });
    }

    static durus_status_t openPull(durus_codec_t* codec, durus_string_t cursor, std::int64_t nowMs,
                                   durus_exchange_t** exchange) noexcept {
        return open(codec, exchange, [&](BackendCodec& own) {
            return own.pull(std::string(view(cursor)), std::chrono::milliseconds(nowMs));
        });
    }

    static durus_status_t openCatalogue(durus_codec_t* codec, durus_exchange_t** exchange) noexcept {
        return open(codec, exchange, [](BackendCodec& own) { return own.catalogue(); });
    }

    static durus_status_t openRejectionCheck(durus_codec_t* codec, durus_exchange_t** exchange) noexcept {
        return open(codec, exchange, [](BackendCodec& own) {
            auto check = own.rejectionCheck();
            if (!check) throw Failure(DURUS_UNSUPPORTED, "this codec cannot tell");
            return check;
        });
    }

    template<typename Opener>
    static durus_status_t open(durus_codec_t* codec, durus_exchange_t** exchange, Opener opener) noexcept {
        if (codec == nullptr || exchange == nullptr) return DURUS_INVALID_ARGUMENT;
        *exchange = nullptr;
        return guarded(from(codec)->host, [&] {
            auto conversation = std::make_unique<Conversation>();
            conversation->host = from(codec)->host;
            conversation->exchange = opener(from(codec)->codec);
            if (!conversation->exchange) throw Failure(DURUS_INTERNAL, "the codec opened no exchange");
            *exchange = reinterpret_cast<durus_exchange_t*>(conversation.release());
        });
    }

    static durus_status_t step(durus_exchange_t* handle, const durus_http_response_t* answer,
                               const durus_exchange_sink_t* sink) noexcept {
        if (handle == nullptr || sink == nullptr || sink->struct_size < sizeof *sink ||
            (answer != nullptr && answer->struct_size < sizeof *answer))
            return DURUS_INVALID_ARGUMENT;
        Conversation& conversation = *from(handle);
        if (conversation.finished) return DURUS_WRONG_STATE;
        if (conversation.begun == (answer == nullptr)) return DURUS_INVALID_ARGUMENT;
        conversation.begun = true;
        conversation.finished = true;
        return guarded(conversation.host, [&] {
            Results results(*sink);
            std::optional<Request> next;
            if (answer == nullptr) {
                next = conversation.exchange->step(nullptr, results);
            } else {
                const Response response(*answer);
                next = conversation.exchange->step(&response, results);
            }
            if (!next || results.hasFailed()) return;
            send(*next, *sink);
            conversation.finished = false;
        });
    }

    static durus_status_t close(durus_exchange_t* exchange) noexcept {
        delete from(exchange);
        return DURUS_OK;
    }

    static void send(const Request& request, const durus_exchange_sink_t& sink) {
        std::vector<durus_http_header_t> headers;
        headers.reserve(request.headers.size());
        for (const auto& [name, value] : request.headers)
            headers.push_back({borrow(name), borrow(value)});
        durus_http_request_t out{};
        out.struct_size = sizeof out;
        out.header_count = static_cast<std::uint32_t>(headers.size());
        out.method = borrow(request.method);
        out.path = borrow(request.path);
        out.headers = headers.data();
        out.body = borrow(request.body);
        require(sink.request(&sink, &out), "the host refused a request");
    }

    static bool isKind(std::int32_t kind) noexcept {
        return kind >= DURUS_INTENT_PROGRESS && kind <= DURUS_INTENT_UNFAVORITE;
    }

    static Intent copy(const durus_intent_t* intent) {
        if (intent == nullptr || intent->struct_size < sizeof *intent || !isKind(intent->kind))
            throw Failure(DURUS_INVALID_ARGUMENT, "an intent is too small or of an unknown kind");
        return {intent->sequence,
                static_cast<IntentKind>(intent->kind),
                std::string(view(intent->id)),
                std::string(view(intent->listing)),
                std::string(view(intent->slug)),
                std::chrono::milliseconds(intent->position_ms),
                std::chrono::milliseconds(intent->duration_ms),
                std::chrono::milliseconds(intent->occurred_at_ms)};
    }
};

} // namespace durus::plugin_kit
