// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Responder.h"
#include "http/WorkerPool.h"

#include <durus/sync/SyncMetrics.h>

#include <functional>
#include <string>

namespace durus::mediaserver {

/// How the box's synchronisation stands, in Prometheus' text format. docs/operating.md lists the metrics.
std::string metricsText(const sync::SyncMetrics& metrics);

/// /metrics, for this machine only: to everybody else it is not there, since accounts have people's names.
/// `read` runs on the pool.
http::Handler metricsHandler(http::WorkerPool& pool, std::function<sync::SyncMetrics()> read);

} // namespace durus::mediaserver
