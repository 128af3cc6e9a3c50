#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_exports.sh PLUGIN: a plugin exports its entry function and nothing else.
set -euo pipefail
symbols=$(nm -D --defined-only "$1" | awk '{ print $3 }')
if [ "$symbols" != durus_plugin_entry_v1 ]; then
  printf '%s exports:\n%s\n' "$1" "$symbols" >&2
  echo "It must export durus_plugin_entry_v1 alone: link it with plugins/plugin.map." >&2
  exit 1
fi
