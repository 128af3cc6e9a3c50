#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What may be included where, beyond what the link graph enforces.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
faults=0

forbid() { # REASON PATTERN PATH...
    local reason=$1 pattern=$2
    shift 2
    local hits
    hits=$(grep -rnE "$pattern" "$@" --include='*.h' --include='*.cpp' --include='*.c' || true)
    [ -z "$hits" ] && return
    printf '%s:\n%s\n' "$reason" "$hits"
    faults=1
}

third_party='#include [<"](Poco/|openssl/|sqlite3|unicode/|vlc/|taglib/|fileref|tag\.h)'
forbid "a third-party type in an installed header" "$third_party" sdk/*/include sdk/*/*/include
forbid "a domain module that sees an adapter's dependency" "$third_party" sdk/core sdk/model sdk/player sdk/sync sdk/download
forbid "a domain module that asks the machine for the time" \
    'system_clock|clock_gettime|gettimeofday|std::time\(' sdk/model sdk/player sdk/sync sdk/download
forbid "sockets in a domain module" '#include <(sys/socket|netinet/|arpa/)' sdk/core sdk/model sdk/player sdk/sync sdk/download

others=(sdk/abi sdk/plugin_kit sdk/core sdk/model sdk/text sdk/media sdk/player sdk/plugin_host sdk/sync sdk/download
    sdk/sqlite sdk/store sdk/http sdk/client plugins mediaserver samples)
forbid "libVLC outside sdk/vlc" '#include [<"]vlc/' "${others[@]}"
forbid "Poco's HTTP server facing the LAN" 'HTTPServer' mediaserver sdk
forbid "the ABI depends on nothing" '#include [<"](durus/(core|model|plugin_host|sync)|Poco)' sdk/abi sdk/plugin_kit

exit "$faults"
