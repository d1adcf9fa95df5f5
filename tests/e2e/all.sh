#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every story, one after the other; the last line counts all checks as libcheck does.
# Usage: tests/e2e/all.sh [STORY...]; a story is a file beside this one, without .sh.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
stories=("$@")
[ ${#stories[@]} -gt 0 ] || stories=(job commands routes deputy consent plan renewal transfer files council
	register english cards faults losses desks)
checks=0 failures=0
for story in "${stories[@]}"; do
	printf '# %s\n' "$story"
	log=$(mktemp)
	bash "$here/$story.sh" 2>&1 | tee "$log" | grep -vE '^(1\.\.|[0-9]+%: Checks:)'
	if ! read -r more failed < <(sed -nE 's/^[0-9]+%: Checks: ([0-9]+), Failures: ([0-9]+),.*/\1 \2/p' "$log"); then
		printf 'not ok %s came to its end\n' "$story"
		more=1 failed=1
	fi
	checks=$((checks + more))
	failures=$((failures + failed))
	rm -f "$log"
done
printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' \
	$((100 * (checks - failures) / (checks > 0 ? checks : 1))) $checks $failures
[ $failures -eq 0 ]
