// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Responder.h"
#include "http/WorkerPool.h"

#include <functional>
#include <string_view>

namespace durus::mediaserver {

/// /healthz: this process serves. {"status":"ok","version":"0.1.0"}.
http::Handler healthHandler(std::string_view version);

/// /readyz: it can answer from its database. 200 or 503. `check` runs on the pool and throws if it cannot.
http::Handler readinessHandler(http::WorkerPool& pool, std::function<void()> check);

} // namespace durus::mediaserver
