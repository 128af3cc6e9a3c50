#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Formatting, shell scripts and house rules; with --tidy also clang-tidy on every file (minutes).
set -uo pipefail
shopt -s lastpipe
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
faults=0

report() { # TITLE: lines on stdin are the faults
    local lines
    lines=$(cat)
    [ -n "$lines" ] || return 0
    printf '%s\n%s\n' "$1:" "$lines" | head -40
    faults=1
}

mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.h' '*.c' '*.cpp')
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard '*.sh' dev .ci/run)
format=$(command -v clang-format || command -v clang-format-14)
tidy=$(command -v clang-tidy || command -v clang-tidy-14)

"$format" --dry-run -Werror "${sources[@]}" 2>&1 | sed -n 's/^\([^:]*\):.*error:.*/  \1/p' | sort -u |
    report "not formatted (clang-format -i)"

shellcheck "${scripts[@]}" 2>&1 | report "shellcheck"

grep -L 'SPDX-License-Identifier: Apache-2.0' "${sources[@]}" "${scripts[@]}" | report "no licence line"

grep -nE '\b(TODO|FIXME|XXX)\b' "${sources[@]}" | report "unfinished work"

wc -l "${sources[@]}" | awk '$1 > 400 && $2 != "total" { print "  " $2 ": " $1 " lines" }' |
    report "a file over 400 lines has more than one role"

mapfile -t tests < <(git ls-files --cached --others --exclude-standard 'tests/*.cpp' 'tests/*.h' 'tests/*.mjs' ':!tests/bench')
grep -nE 'sleep_for|sleep_until|usleep|Thread::sleep|waitForTimeout|(^|[^a-z_])sleep\(' "${tests[@]}" | report "a test that sleeps"

if [ "${1:-}" = --tidy ]; then
    [ -e build/dev/compile_commands.json ] || cmake --preset dev >/dev/null
    printf '%s\n' "${sources[@]}" | grep -E '^(sdk|plugins|mediaserver|samples/reference-backend)/.*\.cpp$' |
        xargs -P "$(nproc)" -n 4 "$tidy" --quiet -p build/dev 2>/dev/null | grep -E 'warning:|error:' | sort -u | report "clang-tidy"
fi

[ "$faults" -eq 0 ] && echo "lint: clean"
exit "$faults"
