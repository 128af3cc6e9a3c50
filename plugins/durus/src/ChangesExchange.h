// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/plugin_kit/Exchange.h>

#include <optional>
#include <string>

namespace wire {

/// Reads what changed since a cursor, page by page. The backend numbers changes in the order they were
/// stored, so what another device uploads late is seen by the next pull. A cursor the backend never gave, as
/// after it was restored from a backup, makes it read from the beginning, once.
class ChangesExchange final : public durus::plugin_kit::Exchange {
public:
    explicit ChangesExchange(std::string cursor) : cursor_(std::move(cursor)) {}

    std::optional<durus::plugin_kit::Request> step(const durus::plugin_kit::Response* answer,
                                                   durus::plugin_kit::Results& results) override;

private:
    durus::plugin_kit::Request read() const;
    std::optional<durus::plugin_kit::Request> take(const durus::plugin_kit::Response& answer,
                                                   durus::plugin_kit::Results& results);

    std::string cursor_;
    bool restarted_ = false;
};

} // namespace wire
