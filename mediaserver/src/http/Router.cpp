// SPDX-License-Identifier: Apache-2.0
#include "http/Router.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace durus::mediaserver::http {

namespace {

/// What a page of another origin may send and read where a route is open to every origin.
constexpr std::string_view kCrossOriginHeaders =
    "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, Range";

[[noreturn]] void reject(std::string_view pattern, std::string_view why) {
    throw std::invalid_argument("route pattern \"" + std::string(pattern) + "\": " + std::string(why));
}

std::string_view takeSegment(std::string_view& path) noexcept {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

void answerNotFound(const Request&, Responder responder) {
    responder.send(Response::error(Status::NotFound));
}

} // namespace

// One position in the tree of segments. `name` is what its own segment is called where it is a parameter.
struct Router::Node {
    std::string name;
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Node> rest;
    std::vector<std::unique_ptr<Route>> routes;
    std::string allow;

    const Route* route(Method method) const {
        const auto it = std::ranges::find(routes, method, [](const auto& route) { return route->method; });
        return it == routes.end() ? nullptr : it->get();
    }

    bool isCrossOrigin() const {
        return std::ranges::any_of(routes, [](const auto& route) { return route->options.crossOrigin; });
    }

    void updateAllow() {
        allow.clear();
        for (const auto& route : routes) {
            allow.append(methodToken(route->method)).append(", ");
            if (route->method == Method::Get) allow.append("HEAD, ");
        }
        allow.append("OPTIONS");
    }

    Node& named(std::unique_ptr<Node>& slot, std::string_view wanted, std::string_view pattern) {
        if (wanted.empty()) reject(pattern, "a name is missing");
        if (!slot) {
            slot = std::make_unique<Node>();
            slot->name = wanted;
        }
        if (slot->name != wanted) reject(pattern, "another pattern calls this segment :" + slot->name);
        return *slot;
    }

    Node& child(std::string_view segment, bool isLast, std::string_view pattern) {
        if (segment.starts_with(':')) return named(parameter, segment.substr(1), pattern);
        if (segment.starts_with('*')) {
            if (!isLast) reject(pattern, "*name must come last");
            return named(rest, segment.substr(1), pattern);
        }
        auto& slot = literals[std::string(segment)];
        if (!slot) slot = std::make_unique<Node>();
        return *slot;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {
    notFound_.handler = answerNotFound;
}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
    if (!pattern.starts_with('/')) reject(pattern, "must begin with /");
    if (!handler) reject(pattern, "has no handler");
    if (methodToken(method).empty() || method == Method::Head || method == Method::Options)
        reject(pattern, "HEAD and OPTIONS are answered by the table; other methods must be known ones");
    Node* node = root_.get();
    for (std::string_view path = pattern; !path.empty();) {
        const std::string_view segment = takeSegment(path);
        node = &node->child(segment, path.empty(), pattern);
    }
    if (node->route(method) != nullptr) reject(pattern, "is registered twice");
    node->routes.push_back(std::make_unique<Route>(Route{method, std::move(handler), options}));
    node->updateAllow();
    entries_.push_back({method, std::string(pattern), options.access});
}

void Router::get(std::string_view pattern, Handler handler, RouteOptions options) {
    add(Method::Get, pattern, std::move(handler), options);
}

void Router::post(std::string_view pattern, Handler handler, RouteOptions options) {
    add(Method::Post, pattern, std::move(handler), options);
}

void Router::put(std::string_view pattern, Handler handler, RouteOptions options) {
    add(Method::Put, pattern, std::move(handler), options);
}

void Router::del(std::string_view pattern, Handler handler, RouteOptions options) {
    add(Method::Delete, pattern, std::move(handler), options);
}

void Router::setHostCheck(HostCheck check) {
    hostCheck_ = std::move(check);
}

void Router::setAccessCheck(AccessCheck check) {
    accessCheck_ = std::move(check);
}

void Router::setNotFound(Handler handler) {
    notFound_.handler = std::move(handler);
}

Router::Decision Router::decide(Request& request) const {
    if (hostCheck_ && !hostCheck_(request))
        return {nullptr,
                Response::error(Status::MisdirectedRequest,
                                "This server does not answer under that host name. Use its address.")};
    if (request.method == Method::Other) return {nullptr, Response::error(Status::NotImplemented)};
    if (request.path == "*") {
        Response response(Status::NoContent);
        response.headers.add("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
        return {nullptr, std::move(response)};
    }
    const Node* node = find(*root_, request.path, request.parameters);
    if (node == nullptr) {
        if (request.method == Method::Connect || request.method == Method::Trace)
            return {nullptr, Response::error(Status::NotImplemented)};
        return {&notFound_, std::nullopt};
    }
    return decideAt(*node, request);
}

// Depth first: literal before name before rest. The depth is that of the deepest pattern, whatever the path.
const Router::Node* Router::find(const Node& node, std::string_view path,
                                 std::vector<Request::Pair>& parameters) {
    if (path.empty()) return node.routes.empty() ? nullptr : &node;
    std::string_view after = path;
    const std::string_view segment = takeSegment(after);
    if (const auto it = node.literals.find(segment); it != node.literals.end())
        if (const Node* found = find(*it->second, after, parameters)) return found;
    if (node.parameter && !segment.empty()) {
        parameters.emplace_back(node.parameter->name, segment);
        if (const Node* found = find(*node.parameter, after, parameters)) return found;
        parameters.pop_back();
    }
    if (node.rest && path.size() > 1) {
        parameters.emplace_back(node.rest->name, path.substr(1));
        return node.rest.get();
    }
    return nullptr;
}

Router::Decision Router::decideAt(const Node& node, const Request& request) const {
    const Method method = request.method;
    if (const Route* route = node.route(method == Method::Head ? Method::Get : method)) {
        if (!accessCheck_) return {route, std::nullopt};
        auto refusal = accessCheck_(request, route->options.access);
        return refusal ? Decision{nullptr, std::move(refusal)} : Decision{route, std::nullopt};
    }
    Response response =
        method == Method::Options ? Response(Status::NoContent) : Response::error(Status::MethodNotAllowed);
    response.headers.add("Allow", node.allow);
    if (method == Method::Options && node.isCrossOrigin()) {
        response.headers.add("Access-Control-Allow-Origin", "*");
        response.headers.add("Access-Control-Allow-Methods", node.allow);
        response.headers.add("Access-Control-Allow-Headers", kCrossOriginHeaders);
        response.headers.add("Access-Control-Max-Age", "86400");
    }
    return {nullptr, std::move(response)};
}

} // namespace durus::mediaserver::http
