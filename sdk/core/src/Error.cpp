// SPDX-License-Identifier: Apache-2.0
#include <durus/core/Error.h>

namespace durus {

std::string_view name(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::InvalidInput:
        return "invalid_input";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::AlreadyExists:
        return "already_exists";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::WrongState:
        return "wrong_state";
    case ErrorCode::LeaseLost:
        return "lease_lost";
    case ErrorCode::Unauthorized:
        return "unauthorized";
    case ErrorCode::Unavailable:
        return "unavailable";
    case ErrorCode::Timeout:
        return "timeout";
    case ErrorCode::StorageFull:
        return "storage_full";
    case ErrorCode::StorageFailure:
        return "storage_failure";
    case ErrorCode::NewerSchema:
        return "newer_schema";
    case ErrorCode::Corrupt:
        return "corrupt";
    case ErrorCode::PluginMisbehaved:
        return "plugin_misbehaved";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

bool isRetryable(ErrorCode code) noexcept {
    return code == ErrorCode::Unavailable || code == ErrorCode::Timeout || code == ErrorCode::StorageFull;
}

Error::Error(ErrorCode code, const std::string& fault, std::string nextStep)
    : std::runtime_error(fault), code_(code), nextStep_(std::move(nextStep)) {}

} // namespace durus
