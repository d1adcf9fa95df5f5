#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every measuring program of a build folder (the present one), one after the other, as one table.
set -euo pipefail
export srcdir=${srcdir:-${0%/tests/bench/*}}
programs=$PWD/tests/bench
failed=0

measure() {
	local name=$1
	shift
	"$programs/bench-$name" "$@" || { echo "bench-$name failed" >&2; failed=1; }
}

printf '%-46s %-10s %10s %10s %7s %9s\n' measure unit value baseline ratio target
measure start "$PWD/choba"
measure screen
measure screen memory
measure journal
measure print
measure filing
measure waiting
measure verdict
exit $failed
