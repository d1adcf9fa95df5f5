# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A training reader for tests and the demo: pcscd with choba's own driver, which talks to localhost only.
# Source it, then:
#   reader_private "$@"       runs the calling script again with a /run/pcscd of its own, where that is possible
#   start_reader PORT...      pcscd with one reader a port; the card listens, the driver connects to localhost
#   stop_reader               ends that pcscd
#   insert CARDFILE [PORT] [OPTION...]   puts a card in (default: the first port), waits until pcscd sees it
#   remove [PORT]             takes it out, waits until pcscd sees that
#   reader_finish             takes everything down; call it from a trap
# training_card and training_reader name program and driver (default: in build).

: "${training_card:=build/choba-training-card}"
: "${training_reader:=build/choba-training-reader.so}"
reader_folder=
reader_pid=
reader_ports=()
declare -A reader_cards=()

# reader_private ARGUMENT...: one pcscd a machine, unless /run/pcscd is one's own.
reader_private() {
	[ -z "${READER_PRIVATE:-}" ] || return 0
	if unshare -m true 2>/dev/null; then
		exec unshare -m env READER_PRIVATE=1 bash "$0" "$@"
	fi
	export READER_PRIVATE=0
}

# free_port: a port on which nobody listens, below those that the kernel gives to who connects: a reader that
# looks for its card there would sooner or later be connected with itself.
free_port() {
	local port
	for port in $(shuf -i 20000-32000 -n 50); do
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return 0; }
	done
	return 1
}

# until_true SECONDS COMMAND...: polls ten times a second.
until_true() {
	local tries=$(($1 * 10))
	shift
	while ! "$@" >/dev/null 2>&1; do
		[ "$((tries -= 1))" -gt 0 ] || return 1
		sleep 0.1
	done
}

start_reader() {
	local port
	reader_folder=${reader_folder:-$(mktemp -d)}
	reader_ports=("$@")
	mkdir -p "$reader_folder/conf"
	: >"$reader_folder/conf/choba"
	for port in "$@"; do
		cat >>"$reader_folder/conf/choba" <<-END
			FRIENDLYNAME "choba training reader ${port}"
			DEVICENAME   localhost:${port}
			LIBPATH      $(realpath "$training_reader")
			CHANNELID    ${port}
		END
	done
	if [ "${READER_PRIVATE:-0}" = 1 ] && [ ! -e "$reader_folder/mounted" ]; then
		mkdir -p /run/pcscd
		mount -t tmpfs tmpfs /run/pcscd
		: >"$reader_folder/mounted"
	fi
	[ ! -S /run/pcscd/pcscd.comm ] || [ "${READER_PRIVATE:-0}" = 1 ] || {
		echo "reader.sh: another pcscd runs; stop it first" >&2
		return 1
	}
	"${PCSCD:-pcscd}" --foreground --config "$reader_folder/conf" >"$reader_folder/pcscd.log" 2>&1 &
	reader_pid=$!
	until_true 5 test -S /run/pcscd/pcscd.comm
}

reader_stopped() { ! kill -0 "$reader_pid"; }

stop_reader() {
	[ -n "$reader_pid" ] || return 0
	kill "$reader_pid" 2>/dev/null || true
	# pcscd waits for a card that does not answer.
	until_true 5 reader_stopped || kill -9 "$reader_pid" 2>/dev/null || true
	wait "$reader_pid" 2>/dev/null || true
	reader_pid=
	rm -f /run/pcscd/pcscd.comm /run/pcscd/pcscd.pid
}

# reader_state PORT WORD: true when opensc-tool's list has this reader with a card (Yes) or without (No).
reader_state() {
	opensc-tool --list-readers 2>/dev/null | grep -E "^[0-9]+ +$2 .*choba training reader $1 "
}

insert() {
	local card=$1 port=${2:-${reader_ports[0]}}
	shift
	[ $# -eq 0 ] || shift
	"$training_card" run "$card" --port "$port" --lang en "$@" >"$reader_folder/card.$port.log" 2>&1 &
	reader_cards[$port]=$!
	until_true 5 reader_state "$port" Yes
}

remove() {
	local port=${1:-${reader_ports[0]}}
	if [ -n "${reader_cards[$port]:-}" ]; then
		kill "${reader_cards[$port]}" 2>/dev/null || true
		wait "${reader_cards[$port]}" 2>/dev/null || true
		unset "reader_cards[$port]"
	fi
	until_true 5 reader_state "$port" No
}

reader_finish() {
	local port
	for port in "${!reader_cards[@]}"; do
		kill "${reader_cards[$port]}" 2>/dev/null || true
	done
	stop_reader
	[ -z "$reader_folder" ] || [ ! -e "$reader_folder/mounted" ] || umount -l /run/pcscd 2>/dev/null || true
	[ -z "$reader_folder" ] || rm -rf "$reader_folder"
	reader_folder=
}
