// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace durus::faults {

/// What a saboteur does, to show that the checks would notice.
enum class Sabotage {
    None,
    ForgetsAnIntent,
    MixesAccounts,
    ChangesRetries,    ///< what is sent again says the same in other bytes
    StampsTheFuture,   ///< what is sent is stamped years later
    ForgetsCompletion, ///< the backend loses what it had
};

} // namespace durus::faults
