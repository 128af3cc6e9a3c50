// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reference/Http.h"

#include <functional>
#include <string>
#include <vector>

namespace durus::reference {

/// The decoded values of a pattern's ":name" segments, in order.
using PathValues = std::vector<std::string>;
using Handler = std::function<Response(const Request&, const PathValues&)>;

/// Who may call a route.
enum class Access {
    Public,
    Personal, ///< a bearer token is asked for
    Local,    ///< only from this machine
};

struct Route {
    std::string method;
    std::string pattern; ///< "/scholars/:slug/content"
    Access access = Access::Public;
    Handler handler;

    /// Method and pattern, as counters and logs name it.
    std::string name() const { return method + ' ' + pattern; }
};

/// The routes of the backend. A fixed segment wins over a ":name" one. Thread: any, once filled.
class Router {
public:
    struct Match {
        const Route* route = nullptr; ///< none: no route answers this
        PathValues values{};
    };

    void add(Route route);
    /// Finds the route for a percent-encoded path; HEAD finds the GET route.
    Match match(std::string_view method, std::string_view path) const;

private:
    struct Entry {
        Route route;
        std::vector<std::string> segments{};
        std::size_t fixed = 0;
    };
    std::vector<Entry> entries_; ///< those with more fixed segments first
};

} // namespace durus::reference
