// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/Access.h"
#include "http/Responder.h"
#include "http/ServerLimits.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace durus::mediaserver::http {

/// What a route allows.
struct RouteOptions {
    /// Bytes of request body; nothing: ServerLimits::bodyBytes.
    std::optional<std::size_t> bodyBytes{};
    /// Lets pages of any origin read the answers (CORS with "*"): for what is public anyway.
    bool crossOrigin = false;
    Access access = Access::Anyone;
};

/// One registered route.
struct Route {
    Method method = Method::Get;
    Handler handler;
    RouteOptions options;
};

/// The one table of what the server answers. A pattern is made of segments: a literal ("api"), `:name` for
/// one non-empty segment, or `*name` in the last place for the rest of the path. Where several patterns fit,
/// a literal wins over a name and a name over a rest, segment by segment from the left, whatever the order of
/// registration. Matching is on the decoded path alone; the query takes no part in it. HEAD is answered by
/// the GET route, OPTIONS by the table itself. Thread: filled by one thread, then read by any.
class Router {
public:
    /// Says whether a request is for this server by the host it names (DNS rebinding). Refused: 421.
    using HostCheck = std::function<bool(const Request&)>;

    Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    /// Registers a route. Errors: std::invalid_argument for a malformed pattern or one that is there already.
    void add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
    void get(std::string_view pattern, Handler handler, RouteOptions options = {});
    void post(std::string_view pattern, Handler handler, RouteOptions options = {});
    void put(std::string_view pattern, Handler handler, RouteOptions options = {});
    void del(std::string_view pattern, Handler handler, RouteOptions options = {});

    /// Asked before any route is looked for. Without one every host is accepted.
    void setHostCheck(HostCheck check);

    /// Says whether a request may come near a route, by its head alone and before any of its body is read;
    /// the response refuses it. Must not block.
    using AccessCheck = std::function<std::optional<Response>(const Request&, Access)>;

    /// Asked once a route is found. Without one every request may.
    void setAccessCheck(AccessCheck check);

    /// What is answered where no route fits; without one, 404 as text. It sets the status itself.
    void setNotFound(Handler handler);

    /// What to do with a request whose head is complete.
    struct Decision {
        /// The route to run once the body is there; null if refused.
        const Route* route = nullptr;
        /// The answer when no route runs: 204, 404, 405, 421, 501, or what the access check says.
        std::optional<Response> refusal;
    };

    /// True for the route decide() gives where no pattern fits.
    bool isNotFound(const Route& route) const noexcept { return &route == &notFound_; }

    /// Decides, and fills in `request.parameters`.
    Decision decide(Request& request) const;

    /// A route as it was registered.
    struct Entry {
        Method method;
        std::string pattern;
        Access access;
    };
    /// All of them, in the order of registration.
    const std::vector<Entry>& entries() const noexcept { return entries_; }

private:
    struct Node;

    static const Node* find(const Node& node, std::string_view path, std::vector<Request::Pair>& parameters);
    Decision decideAt(const Node& node, const Request& request) const;

    std::unique_ptr<Node> root_;
    Route notFound_;
    HostCheck hostCheck_;
    AccessCheck accessCheck_;
    std::vector<Entry> entries_;
};

} // namespace durus::mediaserver::http
