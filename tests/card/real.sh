#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The card layer with a real pcscd and training cards: judges from outside, each
# situation's sentence, cards that are pulled, silent or lie. Runs alone on a machine.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-$PWD/build}
training_card=$build/choba-training-card
training_reader=$build/choba-training-reader.so
. tests/card/reader.sh

for program in pcscd opensc-tool pkcs11-tool yubico-piv-tool openssl; do
	command -v "$program" >/dev/null || { echo "$program is missing; cards were not tested"; exit 77; }
done
reader_private "$@"

exec 9>&2 # where the programs under test complain
work=$(mktemp -d)
checks=0 failures=0
finish() {
	stop_ask
	reader_finish
	rm -rf "$work"
}
trap finish EXIT
ask_PID=

# check NAME COMMAND...: one test.
check() {
	local name=$1
	shift
	checks=$((checks + 1))
	if "$@" >"$work/log" 2>&1; then
		echo "ok $checks - $name"
	else
		failures=$((failures + 1))
		echo "not ok $checks - $name (last answer: ${answer:-none})"
		sed 's/^/    /' "$work/log" | tail -n 5
	fi
}

start_ask() {
	# bash warns of a second coprocess, but only of that.
	{ coproc ask { exec "$build/tests/card/ask" "${1:-$build/choba-card}" 2>&9; }; } 2>/dev/null
}
stop_ask() {
	[ -n "${ask_PID:-}" ] || return 0
	local pid=$ask_PID
	eval "exec ${ask[1]}>&-"
	ask_PID=
	wait "$pid" || {
		failures=$((failures + 1))
		echo "not ok - choba's side of the helper ended with status $?"
	}
}

# put WORD... sends a line; get takes its answer; ask does both.
answer=
put() { echo "$*" >&"${ask[1]}"; }
get() { IFS= read -t 40 -r answer <&"${ask[0]}"; }
ask() { put "$@" && get; }
# says RESULT TEXT: the last answer.
says() { [[ $answer == "$1|"*"$2"* ]]; }
took_at_most() {
	local took=${answer#*|}
	[ "${took%%|*}" -le "$1" ]
}
# expect RESULT TEXT WORD...: asks and compares.
expect() {
	local result=$1 text=$2
	shift 2
	ask "$@" && says "$result" "$text"
}
insertion() { sed -E 's/.*insertions=([0-9]+).*/\1/' <<<"$answer"; }
verified() { openssl dgst -sha256 -verify "$work/$1.pem" -signature "$2" "$3"; }
not() { ! "$@"; }

# ready [CARD]: a reader, a helper, and the card in it or none, whatever was before.
ready() {
	[ -n "$reader_pid" ] || start_reader "$port"
	[ -n "${ask_PID:-}" ] || start_ask
	[ ${#reader_cards[@]} -eq 0 ] || remove
	[ -z "${1:-}" ] || insert "$work/$1.card"
	ask state "$([ -n "${1:-}" ] && echo PRESENT || echo NO_CARD)" 8000
}

make_card() { "$training_card" create "$work/$1.card" --name "$2" --serial "$3" --lang en; }
keep_keys() {
	"$training_card" show "$work/$1.card" --pem | awk '/^9A/{name="9a"} /^9C/{name="9c"}
		/BEGIN PUBLIC/{on=1} on{print > (dir "/" name ".pem")} /END PUBLIC/{on=0}' dir="$work"
}

# raw APDU...: another process, which connects, selects PIV and sends; prints the status words.
raw() {
	local arguments=() apdu
	for apdu in 00A4040009A00000030800001000 "$@"; do arguments+=(-s "$apdu"); done
	opensc-tool -c default "${arguments[@]}" 2>&1 | sed -nE 's/.*SW1=0x(..), SW2=0x(..).*/\1\2/p' | tail -n $#
}
digest=$(printf '11%.0s' {1..32})
locked() { [ "$(raw 00200080)" = 63C3 ] && [ "$(raw "0087119C267C2482008120${digest}00")" = 6982 ]; }
pcsc_name() { opensc-tool --list-readers | grep -o "choba training reader $1 [0-9 ]*" | sed 's/ *$//'; }

situations_without_reader() {
	start_ask
	check "pcscd stopped has its sentence" expect OK "(pcscd) is stopped" state NO_SERVICE 3000
	check "a call while pcscd is stopped says so" expect UNAVAILABLE "(pcscd) is stopped" read 3000
	start_reader
	check "pcscd started is noticed, no reader has its sentence" expect OK "No card reader" state NO_READER 5000
	stop_ask
	start_ask /nonexistent/choba-card
	check "a helper that cannot start has its sentence" expect OK "cannot be started" state NO_HELPER 3000
	check "a call without helper says so" expect UNAVAILABLE "choba-card" read 3000
	stop_ask
	stop_reader
}

judges_from_outside() {
	ready
	check "the card is found by pcscd" insert "$work/hanako.card"
	check "opensc-tool knows it as PIV" grep -q 'Personal Identity Verification' <(opensc-tool -n 2>&1)
	check "yubico-piv-tool reads its status" grep -q 'PIN tries left:.*3' \
		<(yubico-piv-tool -r choba -a status 2>&1)
	check "yubico-piv-tool reads the certificate" openssl x509 -noout -in \
		<(yubico-piv-tool -r choba -a read-certificate -s 9c 2>/dev/null)
	pkcs11-tool --login --pin 123456 --sign --id 01 -m SHA256-RSA-PKCS -i "$work/text" -o "$work/9a.sig" >/dev/null 2>&1
	check "9A signs for pkcs11-tool" verified 9a "$work/9a.sig" "$work/text"
	pkcs11-tool --login --pin 123456 --sign --id 02 -m ECDSA-SHA256 --signature-format openssl \
		-i "$work/text" -o "$work/9c.sig" >/dev/null 2>&1
	check "9C signs for pkcs11-tool" verified 9c "$work/9c.sig" "$work/text"
	check "pkcs11-tool leaves the card unlocked, as later checks would see" not locked
	check "it can be taken out" remove
}

signing() {
	ready
	check "an empty reader has its sentence" expect OK "Insert your card" state NO_CARD 5000
	check "reading an empty reader says so" expect UNAVAILABLE "no card in the reader" read 3000
	insert "$work/hanako.card"
	check "an inserted card is seen" expect OK "virtual=1" state PRESENT 5000
	local inserted
	inserted=$(insertion)
	check "the card says who it is" expect OK "name=山田 花子" read 3000
	check "tries, serial and training mark are read" says OK "00000065 tries=3 blocked=0 insertions=$inserted training=1"
	check "sign-in signs" expect OK signed sign sign-in 123456 8000 "$work/in.sig"
	check "its signature is good" verified 9a "$work/in.sig" "$work/text"
	check "no other process can sign after the sign-in" locked
	check "a decision signs" expect OK signed sign decide 123456 8000 "$work/decide.sig"
	check "its signature is good as well" verified 9c "$work/decide.sig" "$work/text"
	check "no other process can sign after the decision" locked
	ask state PRESENT 1000
	check "our own resets are no removal" test "$(insertion)" = "$inserted"
	check "a wrong PIN names the tries left" expect REFUSED "2 tries are left" sign decide 654321 8000 "$work/none"
	check "another wrong PIN warns of the last" expect REFUSED "one try is left" sign sign-in 654321 8000 "$work/none"
	check "the tries are read from the card" expect OK "tries=1 blocked=0" read 3000
	check "the third wrong PIN blocks" expect REFUSED "card is blocked" sign sign-in 654321 8000 "$work/none"
	check "a blocked card says so even to the right PIN" expect REFUSED "card is blocked" sign decide 123456 8000 "$work/none"
	check "a blocked card is read as blocked" expect OK "tries=0 blocked=1" read 3000
	check "no signature was made meanwhile" test ! -e "$work/none"
	remove
	check "removal is seen" expect OK "Insert your card" state NO_CARD 5000
	insert "$work/hanako.card"
	expect OK "" state PRESENT 5000
	check "another insertion has another number" test "$(insertion)" != "$inserted"
	check "the block outlives power" expect OK "blocked=1" read 3000
	check "the PUK unblocks" yubico-piv-tool -r choba -a unblock-pin -P 12345678 -N 123456
	check "and the PIN works again" expect OK signed sign decide 123456 8000 "$work/decide.sig"
	check "the PIN can be changed" expect OK changed change 123456 246810 5000
	check "the old PIN is wrong then" expect REFUSED "2 tries" sign decide 123456 8000 "$work/none"
	check "the new PIN is right" expect OK signed sign decide 246810 8000 "$work/decide.sig"
	check "changing with a wrong PIN is refused" expect REFUSED "wrong" change 123456 246810 5000
	check "and back" expect OK changed change 246810 123456 5000
}

hold_PID=""
desk_PID=""
start_hold() {
	{ coproc hold { exec "$build/tests/card/hold" "$@" 2>&9; }; } 2>/dev/null
	read -r -t 5 _ <&"${hold[0]}"
}
let_go() {
	local pid=$hold_PID
	eval "exec ${hold[1]}>&-"
	wait "$pid" 2>/dev/null
}

two_at_once() {
	local name
	ready hanako
	name=$(pcsc_name "$port")
	start_hold "$name" exclusive
	check "reading a card that is held exclusively is busy" expect BUSY "Another program" read 5000
	stop_ask
	start_ask
	check "who starts then sees it held" expect OK "Another program" state HELD 5000
	let_go
	check "it is seen when the other program lets go" expect OK "" state PRESENT 5000
	start_hold "$name" transaction
	check "a card in another's transaction is busy" expect BUSY "Another program" read 8000
	check "before the deadline" took_at_most 5000
	check "signing is busy too" expect BUSY "Another program" sign decide 123456 8000 "$work/none"
	let_go
	check "afterwards it signs" expect OK signed sign decide 123456 8000 "$work/decide.sig"
}

helpers_that_die() {
	local helper before
	ready hanako
	before=$(insertion)
	helper=$(pgrep -P "$ask_PID" -x choba-card)
	kill -9 "$helper"
	sleep 0.2
	check "a helper that died is started again" expect OK "" state PRESENT 5000
	check "and its end is no removal" test "$(insertion)" = "$before"
	check "the new helper signs" expect OK signed sign sign-in 123456 8000 "$work/in.sig"
	helper=$(pgrep -P "$ask_PID" -x choba-card)
	check "nobody can look into the helper" test "$(stat -c %U "/proc/$helper/environ")" = root
	check "the helper leaves no core" grep -qE 'Max core file size +0 +0' "/proc/$helper/limits"
}

service_restarts() {
	ready hanako
	stop_reader
	check "pcscd's end is noticed" expect OK "is stopped" state NO_SERVICE 5000
	start_reader "$port"
	check "its return is noticed, card and all" expect OK "" state PRESENT 8000
	check "and the card signs" expect OK signed sign decide 123456 8000 "$work/decide.sig"
	ask state PRESENT 3000
	local number
	number=$(insertion)
	put fresh 8000
	kill -9 "$reader_pid"
	stop_reader
	start_reader "$port"
	get
	check "a quick restart of pcscd ends every session" says OK ""
	ask state PRESENT 5000
	check "by another insertion number" test "$(insertion)" != "$number"
	remove
}

several_readers() {
	local second
	second=$(free_port)
	ready
	stop_reader
	start_reader "$port" "$second"
	check "two empty readers have their sentence" expect OK "one of the 2 readers" state NO_CARD 8000
	insert "$work/hanako.card" "$second"
	check "a card in the second reader is found" expect OK "" state PRESENT 5000
	check "and signs" expect OK signed sign decide 123456 8000 "$work/decide.sig"
	insert "$work/taro.card" "$port"
	check "two cards have their sentence" expect OK "several readers" state SEVERAL_CARDS 5000
	remove "$second"
	check "one taken out leaves the other" expect OK "" state PRESENT 5000
	check "which is the other person's" expect OK "name=鈴木 太郎" read 3000
	remove "$port"
	stop_reader
	start_reader "$port"
	ask state NO_CARD 8000
}

wrong_cards() {
	ready
	insert "$work/hanako.card" "$port" --fault sw=6A82@1
	check "a card that is not PIV has its sentence" expect OK "not a PIV card" state UNKNOWN 5000
	remove
	insert "$work/expired.card"
	ask state PRESENT 5000
	check "an expired card is read; its dates are the service's to judge" expect OK "name=期限 切れ" read 3000
	remove
}

# choba's own user is not root, and the helper hides its memory from that user too.
ordinary_user() {
	[ "$(id -u)" -eq 0 ] || {
		echo "# not root: an ordinary user was not tried"
		return 0
	}
	ready hanako
	mkdir "$work/user"
	# The tree may lie where that user may not go, in /root for one.
	cp "$build/tests/card/ask" "$build/choba-card" "$work/user"
	chown 65534:65534 "$work/user"
	chmod 711 "$work"
	printf 'state PRESENT 5000\nsign sign-in 123456 8000 %s\nsign decide 123456 8000 %s\n' \
		"$work/user/in" "$work/user/decide" |
		setpriv --reuid=65534 --regid=65534 --clear-groups "$work/user/ask" "$work/user/choba-card" \
			>"$work/user-log" 2>&9
	answer=$(tr '\n' ' ' <"$work/user-log")
	check "an ordinary user signs in" verified 9a "$work/user/in" "$work/text"
	check "and decides" verified 9c "$work/user/decide" "$work/text"
}

desk() {
	local pid
	ready
	{ coproc desk { exec "$training_card" desk "$work" --port "$port" --lang en >"$work/desk" 2>&9; }; } 2>/dev/null
	pid=$desk_PID
	echo 2 >&"${desk[1]}"
	check "the desk puts in the card of a number" expect OK "" state PRESENT 5000
	check "it is the one of the list" expect OK "name=山田 花子" read 3000
	check "the desk shows what is in the reader" grep -q '> *2  山田 花子 *(in the reader)' "$work/desk"
	local before
	ask state PRESENT 1000
	before=$(insertion)
	put fresh 6000
	echo 3 >&"${desk[1]}"
	get
	check "another number takes it out first" says OK NO_CARD
	check "and puts the other in" expect OK "" state PRESENT 6000
	check "which is another insertion" test "$(insertion)" != "$before"
	check "and another person" expect OK "name=鈴木 太郎" read 3000
	echo 9 >&"${desk[1]}"
	echo 0 >&"${desk[1]}"
	check "0 takes it out" expect OK "" state NO_CARD 5000
	check "a number that is not there is named" grep -q 'Type a number from the list' "$work/desk"
	echo q >&"${desk[1]}"
	check "q ends the desk" wait "$pid"
}

# A card pulled at each command in turn, until one run is not disturbed any more.
pulled_everywhere() {
	ready
	local number result=
	for number in $(seq 2 200); do
		ask state NO_CARD 5000
		insert "$work/hanako.card" "$port" --fault "remove@$number" || break
		ask state PRESENT 5000
		ask sign decide 123456 10000 "$work/pulled.sig"
		result=${answer%%|*}
		[ "$result" != OK ] || break
		check "pulled at command $number: says so, in time" says UNAVAILABLE "taken out"
		remove
	done
	check "undisturbed it signs, after $number commands" test "$result" = OK -a "$number" -gt 20
	remove
}

# Pulled while it signs, and another in before pcscd has looked: the other one is noticed, each time.
swapped_while_signing() {
	ready
	local number
	for number in 5 10 15 20 25; do
		ask state NO_CARD 5000
		insert "$work/hanako.card" "$port" --fault "remove@$number"
		ask state PRESENT 5000
		ask sign decide 123456 10000 "$work/none"
		check "swapped at command $number: the next card is noticed" insert "$work/taro.card"
		check "and it is the other person's" expect OK "name=鈴木 太郎" read 5000
		remove
	done
}

silent_cards() {
	ready
	local number
	for number in 2 4 9 16 25 34; do
		ask state NO_CARD 5000
		insert "$work/hanako.card" "$port" --fault "silent@$number"
		ask state PRESENT 5000
		ask sign decide 123456 1500 "$work/none"
		check "silent from command $number: an answer in time" took_at_most 2500
		check "with its sentence" says UNAVAILABLE "did not answer in time"
		remove
	done
	insert "$work/hanako.card"
	ask state PRESENT 8000
	check "after silent cards a good one signs" expect OK signed sign decide 123456 8000 "$work/decide.sig"
	remove
}

# What a lying card may lead to: any result but a hang, a dead helper or a false success.
lying_cards() {
	ready
	local fault number
	for fault in short long tag chain sw=6F00 sw=9000; do
		for number in 2 3 4 5 6 7; do
			ask state NO_CARD 5000
			insert "$work/hanako.card" "$port" --fault "$fault@$number"
			ask state PRESENT 5000
			ask read 4000
			check "$fault at command $number is survived" not says UNAVAILABLE "choba-card"
			check "in time" took_at_most 4000
			remove
		done
	done
	for fault in short@20 tag@25 sw=6F00@22 sw=6982@30 long@18 chain@15; do
		ask state NO_CARD 5000
		insert "$work/hanako.card" "$port" --fault "$fault"
		ask state PRESENT 5000
		rm -f "$work/lied.sig"
		ask sign decide 123456 6000 "$work/lied.sig"
		check "$fault while signing is survived" not says UNAVAILABLE "choba-card"
		check "in time as well" took_at_most 6500
		[ ! -e "$work/lied.sig" ] || check "and what it signed is good" verified 9c "$work/lied.sig" "$work/text"
		remove
	done
	insert "$work/hanako.card"
	ask state PRESENT 8000
	check "after lying cards a good one signs" expect OK signed sign decide 123456 8000 "$work/decide.sig"
	remove
}

printf choba >"$work/text" # what ask signs
port=$(free_port)
make_card hanako '山田 花子' 101
make_card taro '鈴木 太郎' 102
"$training_card" create "$work/expired.card" --name '期限 切れ' --serial 103 --expired
keep_keys hanako
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(situations_without_reader judges_from_outside signing two_at_once helpers_that_die
	service_restarts several_readers wrong_cards ordinary_user desk pulled_everywhere swapped_while_signing silent_cards
	lying_cards)
for part in "${parts[@]}"; do
	"$part"
done
stop_ask
echo "$((checks ? (checks - failures) * 100 / checks : 0))%: Checks: $checks, Failures: $failures, Errors: 0"
[ "$failures" -eq 0 ]
