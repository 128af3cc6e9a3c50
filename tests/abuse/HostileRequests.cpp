// SPDX-License-Identifier: Apache-2.0
#include "HostileRequests.h"

namespace durus::test {

namespace {

using std::string;

string get(const string& target, const string& fields = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
}

string post(const string& fields, const string& body) {
    return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n" + body;
}

void addExhausting(std::vector<HostileRequest>& all) {
    string ranges = "Range: bytes=0-0";
    for (int i = 1; i < 10'000; ++i)
        ranges += "," + std::to_string(2 * i) + "-" + std::to_string(2 * i);
    all.push_back({"ranges 10000", get("/static/style.css", ranges + "\r\n"), {431}, true});
    string fitting = "Range: bytes=0-0";
    while (fitting.size() < 8'000)
        fitting += ",2-2,4-4";
    all.push_back({"ranges as many as fit", get("/static/style.css", fitting + "\r\n"), {200, 206, 416}});
    all.push_back({"header of a megabyte", get("/", "X: " + string(1 << 20, 'x') + "\r\n"), {431}, true});
    string fields;
    for (int i = 0; i < 100'000; ++i)
        fields += "X: y\r\n";
    all.push_back({"headers 100000", get("/", fields), {431}, true});
    all.push_back({"target of a megabyte", get("/" + string(1 << 20, 'a')), {414}, true});
    string query = "/?a=1";
    for (int i = 0; i < 1'000; ++i)
        query += "&a=1";
    all.push_back({"parameters 1000", get(query), {400}, true});
    all.push_back(
        {"body of an exabyte", post("Content-Length: 999999999999999999\r\n", ""), {405, 413}, true});
}

void addChunkTricks(std::vector<HostileRequest>& all) {
    const auto chunked = [&all](const string& name, const string& body) {
        all.push_back(
            {"chunk " + name, post("Transfer-Encoding: chunked\r\n", body), {400, 405, 413, 431}, true});
    };
    chunked("size that overflows", "fffffffffffffffff\r\na");
    chunked("size as large as can be", "7fffffffffffffff\r\na");
    chunked("size with a sign", "+1\r\na\r\n0\r\n\r\n");
    chunked("size below nothing", "-1\r\na\r\n0\r\n\r\n");
    chunked("size with 0x", "0x1\r\na\r\n0\r\n\r\n");
    chunked("line end without CR", "1\na\n0\n\n");
    chunked("data longer than its size", "1\r\nab\r\n0\r\n\r\n");
    chunked("extension without end", "1;" + string(100'000, 'x'));
    chunked("trailers without end", "0\r\n" + string(100'000, 'x'));
}

void addSmuggling(std::vector<HostileRequest>& all) {
    const string hidden = "GET /hidden HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const auto refused = [&](const string& name, const string& fields) {
        all.push_back({"smuggling " + name, post(fields, "0\r\n\r\n" + hidden), {400, 501}, true});
    };
    refused("both lengths", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
    refused("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n");
    refused("the same length twice", "Content-Length: 5\r\nContent-Length: 5\r\n");
    refused("a list of lengths", "Content-Length: 5, 5\r\n");
    refused("a length with a sign", "Content-Length: +5\r\n");
    refused("a space before the colon", "Content-Length : 5\r\n");
    refused("a folded field", "Transfer-Encoding:\r\n chunked\r\n");
    refused("another coding", "Transfer-Encoding: xchunked\r\n");
    refused("chunked twice", "Transfer-Encoding: chunked, chunked\r\n");
    refused("chunked, and then another", "Transfer-Encoding: chunked, identity\r\n");
    refused("a bare CR", "X: a\rTransfer-Encoding: chunked\r\n");
    refused("a bare LF", "X: a\nTransfer-Encoding: chunked\r\n");
    refused("an empty byte", string("X: a\0b\r\n", 8));
    all.push_back({"HTTP/1.0 with chunks",
                   "POST / HTTP/1.0\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                   {400},
                   true});
}

void addNames(std::vector<HostileRequest>& all) {
    const auto withHost = [&all](const string& name, const string& host, std::vector<int> allowed) {
        all.push_back({"host " + name, "GET / HTTP/1.1\r\n" + host + "\r\n", std::move(allowed)});
    };
    withHost("of another site", "Host: evil.example\r\n", {421});
    withHost("that resolves to here", "Host: 127.0.0.1.nip.io\r\n", {421});
    withHost("missing", "", {400});
    withHost("twice", "Host: 127.0.0.1\r\nHost: evil.example\r\n", {400});
    withHost("with a person", "Host: 127.0.0.1@evil.example\r\n", {400});
    withHost("with a path", "Host: 127.0.0.1/evil.example\r\n", {400});
    withHost("with a port beyond all", "Host: 127.0.0.1:99999\r\n", {400});
    withHost("empty", "Host:\r\n", {400});
    all.push_back({"host in the target", get("http://evil.example/"), {421}});
    all.push_back({"proxy",
                   "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
                   {400, 405, 421, 501}});
    all.push_back({"origin of another site",
                   post("Origin: https://evil.example\r\nContent-Length: 0\r\n", ""),
                   {403, 405}});
    all.push_back({"origin null", post("Origin: null\r\nContent-Length: 0\r\n", ""), {403, 405}});
}

void addTraversal(std::vector<HostileRequest>& all) {
    for (const string up : {"..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae",
                            "%e0%80%ae%e0%80%ae", "..;", "%uff0e%uff0e", "..%0d%0a", "%ef%bc%8e%ef%bc%8e"})
        for (const string separator : {"/", "%2f", "%5c", "\\", "//", "%252f", "%c0%af"})
            for (const string below : {"/static/", "/audio/", "/"}) {
                string target = below;
                for (int i = 0; i < 8; ++i)
                    target += up + separator;
                all.push_back({"traversal " + target, get(target + "etc/passwd"), {400, 404}});
            }
    for (const string target : {"/audio/%2fetc%2fpasswd", "file:///etc/passwd", "//etc/passwd", "etc/passwd",
                                "/static/.%00./x", "/proc/self/environ"})
        all.push_back({"traversal " + target, get(target), {400, 404}});
}

} // namespace

std::vector<HostileRequest> hostileRequests() {
    std::vector<HostileRequest> all;
    addExhausting(all);
    addChunkTricks(all);
    addSmuggling(all);
    addNames(all);
    addTraversal(all);
    return all;
}

} // namespace durus::test
