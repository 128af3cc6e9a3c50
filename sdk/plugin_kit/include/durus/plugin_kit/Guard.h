// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_kit/Failure.h>
#include <durus/plugin_kit/Host.h>

#include <exception>
#include <new>
#include <type_traits>

namespace durus::plugin_kit {

/// Runs `body` and turns whatever it throws into a status: no exception crosses the ABI.
template<typename Body>
durus_status_t guarded(Host host, Body&& body) noexcept {
    try {
        body();
        return DURUS_OK;
    } catch (const Failure& failure) {
        host.warning(failure.what());
        return failure.status();
    } catch (const std::bad_alloc&) {
        return DURUS_NO_MEMORY;
    } catch (const std::exception& exception) {
        host.error(exception.what());
        return DURUS_INTERNAL;
    } catch (...) {
        host.error("an exception of unknown type");
        return DURUS_INTERNAL;
    }
}

/// Throws Failure if a call to the host went wrong.
inline void require(durus_status_t status, const char* what) {
    if (status < 0) throw Failure(status, what);
}

/// Makes a part of a plugin: with the host and the configuration if it takes them, with nothing otherwise.
template<typename Part>
Part makePart(Host host, std::string_view config) {
    if constexpr (std::is_constructible_v<Part, Host, std::string_view>)
        return Part(host, config);
    else
        return Part();
}

} // namespace durus::plugin_kit
