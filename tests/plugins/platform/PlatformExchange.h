// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "LoadedPlugin.h"
#include "Talk.h"

#include <durus/core/IsoTime.h>
#include <durus/plugin_codec/PluginBackendCodec.h>

#include <cppunit/TestAssert.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The codec of the platform, as the product loads it, and the listings its tests talk about.
struct Platform {
    static inline const std::string kOne = "10000000-0000-4000-8000-000000000001";
    static inline const std::string kTwo = "10000000-0000-4000-8000-000000000002";
    static inline const std::string kThree = "20000000-0000-4000-8000-000000000003";

    static durus::model::Intent intent(std::uint64_t sequence, durus::model::IntentKind kind,
                                       const std::string& listing, const std::string& stamp,
                                       durus::Milliseconds position = {}, durus::Milliseconds duration = {}) {
        durus::model::Intent intent;
        intent.sequence = sequence;
        intent.id = durus::model::IntentId("intent-" + std::to_string(sequence));
        intent.account = durus::model::AccountName("account");
        intent.listing = durus::model::ListingId(listing);
        intent.kind = kind;
        intent.position = position;
        intent.duration = duration;
        intent.occurredAt = durus::fromIso8601(stamp).value();
        return intent;
    }

    LoadedPlugin plugin{"platform"};
    durus::plugin_codec::PluginBackendCodec codec{plugin.library};
};

/// An error in the backend's own form.
inline durus::sync::HttpResponse refusal(int status, const std::string& message) {
    return answer(status, R"({"statusCode":)" + std::to_string(status) + R"(,"message":")" + message +
                              R"(","requestId":"req-1","timestamp":"2026-11-22T12:00:00.000Z","path":"/x"})");
}
