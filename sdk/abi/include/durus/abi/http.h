// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <durus/abi/string.h>

#include <stdint.h>

/// A header field. Stands in arrays: it never grows.
typedef struct durus_http_header {
    durus_string_t name;
    durus_string_t value;
} durus_http_header_t;

/// A request below a backend's base URL. The host adds Host, Authorization, Content-Length and the like; a
/// request that brings them is refused.
typedef struct durus_http_request {
    uint32_t struct_size;
    uint32_t header_count;
    durus_string_t method; ///< GET, POST, PUT, PATCH or DELETE
    durus_string_t path;   ///< begins with "/", query included, percent-encoded
    const durus_http_header_t* headers;
    durus_string_t body; ///< any bytes
} durus_http_request_t;

/// An answer, of whatever status.
typedef struct durus_http_response {
    uint32_t struct_size;
    int32_t status;
    uint32_t header_count;
    const durus_http_header_t* headers; ///< names in any case
    durus_string_t body;                ///< any bytes, whatever the headers say
} durus_http_response_t;
