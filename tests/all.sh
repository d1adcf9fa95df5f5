#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every test there is, in order: unit tests, the same under sanitizers with
# clang, fuzz targets, real cards, whole program. The last line sums them up.
# Without arguments all; else the named parts: unit sanitized fuzz dist card e2e.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
top=$PWD
logs=$top/build/test-logs
mkdir -p "$logs"
# A busy machine is no failure: only a test that hangs meets its limit.
export CK_TIMEOUT_MULTIPLIER=${CK_TIMEOUT_MULTIPLIER:-5}
passed=0 failed=0 skipped=0

# count_checks LOG...: adds what libcheck and the scripts counted.
count_checks() {
	local checks failures errors
	while IFS=' ' read -r checks failures errors; do
		passed=$((passed + checks - failures - errors))
		failed=$((failed + failures + errors))
	done < <(sed -nE 's/^[0-9]+%: Checks: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+).*/\1 \2 \3/p' "$@")
}

# script NAME STATUS: a test without a counter of its own counts as one.
count_script() {
	case $2 in
	0) passed=$((passed + 1)) ;;
	77) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) ;;
	esac
	[ "$2" -eq 0 ] || printf '   %s: %s\n' "$1" "$([ "$2" -eq 77 ] && echo skipped || echo failed)" >&2
}

show_failures() {
	grep -hE ':[0-9]+:[FE]:|Assertion|ERROR:|SUMMARY|runtime error|error:' "$@" | head -n 40 >&2 || true
}

# make_check FOLDER: `make check` there, counted from the logs of its programs.
make_check() {
	local log=$logs/${1##*/}-check.log name status
	find "$1/tests" -name '*.log' -delete 2>/dev/null
	make -C "$1" -s -j"$(nproc)" check >"$log" 2>&1
	local result=$?
	local found=()
	while IFS= read -r name; do found+=("$name"); done < <(find "$1/tests" -name '*.log')
	if [ ${#found[@]} -eq 0 ]; then
		tail -n 30 "$log" >&2
		failed=$((failed + 1))
		return
	fi
	count_checks "${found[@]}"
	while IFS= read -r name; do
		grep -qE '^[0-9]+%: Checks:' "$name" && [ "$(tail -n 1 "$name" | grep -c 'exit status: 0')" = 1 ] && continue
		case $(tail -n 1 "$name") in
		PASS*) status=0 ;;
		SKIP*) status=77 ;;
		*) status=1 ;;
		esac
		# A program that failed but counted its failures is not counted twice.
		grep -qE '^[0-9]+%: Checks:' "$name" && [ $status -eq 1 ] &&
			! grep -qE '^100%: Checks:' "$name" && continue
		count_script "${name#"$1"/}" $status
	done < <(printf '%s\n' "${found[@]}")
	[ $result -eq 0 ] || show_failures "$log" "${found[@]}"
}

# configured FOLDER VARIABLE=VALUE... OPTION...
configured() {
	local folder=$1
	shift
	mkdir -p "$folder"
	[ -f "$folder/Makefile" ] || (cd "$folder" && "$top/configure" -q "$@" >"$logs/${folder##*/}-configure.log" 2>&1)
}

run_unit() {
	printf '== unit tests\n' >&2
	make_check build
}

run_sanitized() {
	printf '== unit tests, clang, address and undefined sanitizers\n' >&2
	configured build-sanitized CC=clang CFLAGS='-g -O1' --enable-werror --enable-sanitizers
	make_check build-sanitized
}

run_fuzz() {
	local seconds=${FUZZ_SECONDS:-60} target name status
	printf '== fuzz targets, %s s each\n' "$seconds" >&2
	configured build-fuzz CC=clang CFLAGS='-g -O1' --enable-werror --enable-fuzzing
	if ! make -C build-fuzz -s -j"$(nproc)" fuzz >"$logs/fuzz-build.log" 2>&1; then
		tail -n 30 "$logs/fuzz-build.log" >&2
		failed=$((failed + 1))
		return
	fi
	local waiting=()
	for target in build-fuzz/tests/fuzz/fuzz-*; do
		[ -x "$target" ] && [ -f "$target" ] || continue
		name=${target##*/fuzz-}
		mkdir -p "build-fuzz/found/$name"
		(
			cd "build-fuzz/found/$name" &&
				"$top/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
					-max_len=65536 -print_final_stats=1 . "$top/tests/fuzz/corpus/$name" \
					>"$logs/fuzz-$name.log" 2>&1
			echo $? >"$logs/fuzz-$name.status"
		) &
		waiting+=("$name")
		[ $((${#waiting[@]} % $(nproc))) -eq 0 ] && wait
	done
	wait
	[ ${#waiting[@]} -gt 0 ] || failed=$((failed + 1))
	for name in "${waiting[@]}"; do
		status=$(cat "$logs/fuzz-$name.status" 2>/dev/null || echo 1)
		count_script "fuzz $name" "$status"
		[ "$status" -eq 0 ] || show_failures "$logs/fuzz-$name.log"
	done
}

run_dist() {
	printf '== make distcheck\n' >&2
	make -C build -s distcheck DISTCHECK_CONFIGURE_FLAGS=--enable-werror >"$logs/distcheck.log" 2>&1
	local status=$?
	count_script distcheck $status
	[ $status -eq 0 ] || tail -n 20 "$logs/distcheck.log" >&2
}

# serial NAME SCRIPT: a script that needs the machine's one pcscd.
serial() {
	printf '== %s\n' "$1" >&2
	local log=$logs/$1.log status
	"$2" >"$log" 2>&1
	status=$?
	if grep -qE '^[0-9]+%: Checks:' "$log"; then
		count_checks "$log"
		[ $status -eq 0 ] || { grep -E '^(not ok|FAIL)' "$log" || tail -n 30 "$log"; } >&2
	else
		count_script "$1" "$status"
		[ $status -eq 0 ] || tail -n 30 "$log" >&2
	fi
}

run_card() { serial card tests/card/real.sh; }
run_e2e() { serial e2e tests/e2e/all.sh; }

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(unit sanitized fuzz dist card e2e)
for part in "${parts[@]}"; do
	"run_$part"
done
printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
[ $failed -eq 0 ]
