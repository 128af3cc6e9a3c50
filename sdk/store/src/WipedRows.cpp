// SPDX-License-Identifier: Apache-2.0
#include "WipedRows.h"

#include <durus/core/Error.h>

namespace durus::store {

WipedRows::WipedRows(sqlite::Connection& connection) : connection_(connection) {
    connection_.execute("PRAGMA secure_delete=ON");
}

WipedRows::~WipedRows() {
    attempt("PRAGMA secure_delete=OFF");
}

void WipedRows::truncateLog() noexcept {
    attempt("PRAGMA wal_checkpoint(TRUNCATE)");
}

void WipedRows::attempt(const char* pragma) noexcept {
    try {
        connection_.execute(pragma);
    } catch (const Error&) {
        // What was asked for is done and durable; only its traces stay longer.
    }
}

} // namespace durus::store
