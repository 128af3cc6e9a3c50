// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace durus {

/// The kinds of failure a caller may want to tell apart.
enum class ErrorCode {
    InvalidInput,     ///< what was given cannot be right; asking again will not help
    NotFound,         ///< there is no such thing
    AlreadyExists,    ///< the name is taken
    Unsupported,      ///< this build, backend or plugin cannot do that
    WrongState,       ///< not now: the object is not in a state that allows it
    LeaseLost,        ///< another process has taken over what this one was doing
    Unauthorized,     ///< the backend refused the credentials
    Unavailable,      ///< a network, backend or device that may come back
    Timeout,          ///< no answer in time
    StorageFull,      ///< no space left
    StorageFailure,   ///< the database or file system failed
    NewerSchema,      ///< the database was written by a newer version
    Corrupt,          ///< stored or received data is not what it claims to be
    PluginMisbehaved, ///< a plugin broke its contract
    Internal,         ///< a fault of ours
};

/// The code's stable name, as in JSON and logs: "not_found".
std::string_view name(ErrorCode code) noexcept;

/// Whether the same call may succeed later with nobody doing anything.
bool isRetryable(ErrorCode code) noexcept;

/// Thrown when something asked for cannot be done. what() names the fault in one line; nextStep() says what
/// a person can do about it and is empty where there is nothing to do.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& fault, std::string nextStep = {});

    ErrorCode code() const noexcept { return code_; }
    const std::string& nextStep() const noexcept { return nextStep_; }

private:
    ErrorCode code_;
    std::string nextStep_;
};

} // namespace durus
