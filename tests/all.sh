#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every test there is, in order: unit tests, the same under sanitizers with
# clang, random acts, fuzz targets, real cards, whole program. The last line sums them up.
# Without arguments all; else the named parts: unit sanitized generate fuzz dist card e2e.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
top=$PWD
logs=$top/build/test-logs
mkdir -p "$logs"
# A busy machine is no failure: only a test that hangs meets its limit.
# What the libraries of the prints keep to the end is no leak of ours.
export LSAN_OPTIONS="suppressions=$top/tests/leaks:print_suppressions=0"
export CK_TIMEOUT_MULTIPLIER=${CK_TIMEOUT_MULTIPLIER:-5}
passed=0 failed=0 skipped=0

# count_script NAME STATUS: a test without a counter of its own counts as one.
count_script() {
	case $2 in
	0) passed=$((passed + 1)) ;;
	77) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) ;;
	esac
	[ "$2" -eq 0 ] || printf '   %s: %s\n' "$1" "$([ "$2" -eq 77 ] && echo skipped || echo failed)" >&2
}

# count_log NAME STATUS LOG: adds what libcheck or a script counted in its log.
# Who checked nothing has failed, and so has who counted no failure but ended badly.
count_log() {
	local checks failures errors all=0 bad=0
	if ! grep -qaE '^[0-9]+%: Checks:' "$3"; then
		count_script "$1" "$2"
		return
	fi
	while IFS=' ' read -r checks failures errors; do
		all=$((all + checks)) bad=$((bad + failures + errors))
	done < <(sed -nE 's/^[0-9]+%: Checks: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+).*/\1 \2 \3/p' "$3")
	passed=$((passed + all - bad)) failed=$((failed + bad))
	if [ $all -eq 0 ]; then
		count_script "$1 (it checked nothing)" 1
	elif [ "$2" -ne 0 ] && [ $bad -eq 0 ]; then
		count_script "$1 (status $2 after its checks)" 1
	fi
}

show_failures() {
	grep -ahE ':[0-9]+:[FE]:|Assertion|ERROR:|SUMMARY|runtime error|error:' "$@" | head -n 40 >&2 || true
}

# make_check FOLDER: `make check` there, counted from the logs of its programs.
make_check() {
	local log=$logs/${1##*/}-check.log name status before=$failed
	find "$1/tests" -name '*.log' -delete 2>/dev/null
	make -C "$1" -s -j"$(nproc)" check >"$log" 2>&1
	local result=$?
	local found=()
	while IFS= read -r name; do found+=("$name"); done < <(find "$1/tests" -name '*.log')
	for name in "${found[@]}"; do
		# The last line is automake's verdict: PASS tests/base/test (exit status: 0)
		status=$(tail -n 1 "$name" | sed -nE 's/.*\(exit status: ([0-9]+)\)$/\1/p')
		count_log "${name#"$1"/}" "${status:-1}" "$name"
	done
	# A program that was not built or not run has left no log.
	grep -qaE "^# TOTAL: +${#found[@]}\$" "$log" && [ ${#found[@]} -gt 0 ] || {
		count_script "make check in ${1##*/} did not run all its programs" 1
		tail -n 30 "$log" >&2
	}
	[ $result -eq 0 ] || [ "$failed" -gt "$before" ] || count_script "make check in ${1##*/}" 1
	[ $result -eq 0 ] || show_failures "$log" "${found[@]}"
}

# configured FOLDER VARIABLE=VALUE... OPTION...
configured() {
	local folder=$1
	shift
	mkdir -p "$folder"
	[ -f "$folder/Makefile" ] || (cd "$folder" && "$top/configure" -q "$@" >"$logs/${folder##*/}-configure.log" 2>&1)
}

configured_sanitized() {
	configured build-sanitized CC=clang CFLAGS='-g -O1' --enable-werror --enable-sanitizers
}

run_unit() {
	printf '== unit tests\n' >&2
	make_check build
}

run_sanitized() {
	printf '== unit tests, clang, address and undefined sanitizers\n' >&2
	configured_sanitized
	make_check build-sanitized
}

# built FOLDER TARGET: false, and counted, where it cannot be built.
built() {
	local log=$logs/${2##*/}-build.log
	make -C "$1" -s -j"$(nproc)" "$2" >"$log" 2>&1 && return
	tail -n 30 "$log" >&2
	count_script "$2 in $1" 1
	return 1
}

# side_by_side KIND PATTERN NAME...: run_one_KIND NAME for each, as many at once as there are cores. Each counts as one,
# and as failed where its log lacks the pattern.
side_by_side() {
	local kind=$1 pattern=$2 name status running=0
	shift 2
	[ $# -gt 0 ] || count_script "$kind: there is none" 1
	rm -f "$logs/$kind"-*.status
	for name in "$@"; do
		(
			"run_one_$kind" "$name" >"$logs/$kind-$name.log" 2>&1
			echo $? >"$logs/$kind-$name.status"
		) &
		running=$((running + 1))
		[ $((running % $(nproc))) -eq 0 ] && wait
	done
	wait
	for name in "$@"; do
		status=$(cat "$logs/$kind-$name.status" 2>/dev/null || echo 1)
		grep -qaE "$pattern" "$logs/$kind-$name.log" || status=1
		count_script "$kind $name" "$status"
		[ "$status" -eq 0 ] || show_failures "$logs/$kind-$name.log"
	done
}

# At least 20,000 random acts under the sanitizers, one program for each regulation.
generate_acts=${GENERATE_ACTS:-4000}
run_one_generate() {
	local memory=/tmp
	[ -w /dev/shm ] && memory=/dev/shm
	srcdir=$top TMPDIR=$memory GENERATE_ACTS=$generate_acts GENERATE_REGULATION=$1 \
		CK_RUN_SUITE=random build-sanitized/tests/generate/run
}

run_generate() {
	printf '== %s random acts on each regulation, address and undefined sanitizers\n' "$generate_acts" >&2
	configured_sanitized
	built build-sanitized tests/generate/run || return
	local regulations=(data/regulations/*/)
	regulations=("${regulations[@]%/}")
	side_by_side generate '^[a-z-]+: [0-9]+ acts' "${regulations[@]##*/}"
}

fuzz_seconds=${FUZZ_SECONDS:-60}
run_one_fuzz() {
	mkdir -p "build-fuzz/found/$1"
	cd "build-fuzz/found/$1" &&
		"$top/build-fuzz/tests/fuzz/fuzz-$1" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=2048 \
			-max_len=65536 -print_final_stats=1 . "$top/tests/fuzz/corpus/$1"
}

run_fuzz() {
	printf '== fuzz targets, %s s each\n' "$fuzz_seconds" >&2
	configured build-fuzz CC=clang CFLAGS='-g -O1' --enable-werror --enable-fuzzing
	built build-fuzz fuzz || return
	local target targets=()
	for target in build-fuzz/tests/fuzz/fuzz-*; do
		[ -x "$target" ] && [ -f "$target" ] && targets+=("${target##*/fuzz-}")
	done
	side_by_side fuzz '^Done [0-9]+ runs' "${targets[@]}"
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
	count_log "$1" "$status" "$log"
	[ $status -eq 0 ] || { grep -aE '^(not ok|FAIL)' "$log" || tail -n 30 "$log"; } >&2
}

run_card() { serial card tests/card/real.sh; }
run_e2e() { serial e2e tests/e2e/all.sh; }

parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(unit sanitized generate fuzz dist card e2e)
for part in "${parts[@]}"; do
	declare -F "run_$part" >/dev/null || {
		printf 'usage: tests/all.sh [unit|sanitized|generate|fuzz|dist|card|e2e]...\n' >&2
		exit 2
	}
done
for part in "${parts[@]}"; do
	started=$SECONDS
	"run_$part"
	printf '   %s: %d s\n' "$part" $((SECONDS - started)) >&2
done
printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
[ $failed -eq 0 ]
