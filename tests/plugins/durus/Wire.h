// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "LoadedPlugin.h"
#include "Talk.h"

#include <durus/plugin_codec/PluginBackendCodec.h>

#include <string>

/// The codec of docs/wire-protocol.md, as the product loads it.
struct Wire {
    static inline const std::string kListing = "10000000-0000-4000-8000-000000000001";

    static std::string id(int number) {
        return "0193a000-0000-7000-8000-00000000000" + std::to_string(number);
    }

    static durus::model::Intent intent(int number, durus::model::IntentKind kind,
                                       const std::string& listing = kListing) {
        durus::model::Intent intent;
        intent.sequence = static_cast<std::uint64_t>(number);
        intent.id = durus::model::IntentId(id(number));
        intent.account = durus::model::AccountName("account");
        intent.listing = durus::model::ListingId(listing);
        intent.kind = kind;
        intent.position = durus::Milliseconds{30'000 * number};
        intent.occurredAt = {durus::Milliseconds{1'795'345'200'000 + number}};
        return intent;
    }

    static durus::sync::HttpResponse problem(int status, const std::string& code) {
        return answer(status,
                      R"({"type":"urn:durus:problem:)" + code + R"(","status":)" + std::to_string(status) +
                          R"(,"code":")" + code + R"(","detail":"so it is"})",
                      "application/problem+json");
    }

    LoadedPlugin plugin{"durus"};
    durus::plugin_codec::PluginBackendCodec codec{plugin.library};
};
