# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Whole-program stories: choba in tmux, a real pcscd, training cards, a town hall of its own.
#
# A story sources this file, calls story_begin, drives the screen and ends with
# story_end. What is waited for has a deadline and is polled; where it does not
# come, the screen is shown and the story ends there, because nothing after it
# would mean anything. `check` goes on after a failure.
#
#   open_screen NAME [COLUMNS ROWS [VARIABLE=VALUE|OPTION ...]]   choba in a tmux window of its own
#   second_desk NAME PERSON      choba at another workstation, with a reader of its own
#   on NAME                     the window that the words below mean
#   press KEY...                keys by tmux's names; text TEXT types, paste TEXT pastes in brackets
#   see TEXT [SECONDS]          waits until the screen shows it, or the story ends; gone TEXT the other way round
#   shown SENTENCE TEXT [SECONDS]   the same as a counted check
#   field LABEL                 the caret goes down to the field of that label
#   card PERSON|""              the card of that person goes in, nobody's; sign_in PERSON
#   check SENTENCE COMMAND...   one counted check
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
: "${build:=build}"
build=$(realpath "$build")
training_card=$build/choba-training-card
training_reader=$build/choba-training-reader.so
# shellcheck source=tests/card/reader.sh
. tests/card/reader.sh

PIN=123456
patience=${E2E_PATIENCE:-15}
town=toin-town # whose data and regulation the office gets; a story may say another
regulation=toin
work=
window=
ports=()
passed=0
failed=0
declare -A pids=()

# story_begin "$@": everything that a story needs before a screen is opened.
story_begin() {
	reader_private "$@"
	set -u
	work=$(mktemp -d "${TMPDIR:-/tmp}/choba-e2e-XXXXXX")
	trap story_finish EXIT
	trap 'exit 1' INT TERM
	mkdir -p "$work/cards" "$work/home"
	ports=("$(free_port)")
	start_reader "${ports[0]}" || broken "pcscd starts with the training reader"
}

# The last lines, and everything taken down, however the story ended.
story_finish() {
	local status=$?
	trap - EXIT
	tmux -L "$(server)" kill-server 2>/dev/null
	reader_finish
	if [ -n "$work" ] && mountpoint -q "$work/small"; then umount -l "$work/small"; fi
	if [ -n "${E2E_KEEP:-}" ]; then echo "# kept: $work"; else rm -rf "$work"; fi
	if [ $status -ne 0 ] && [ $failed -eq 0 ]; then
		echo "not ok $((passed + 1)) the story came to its end"
		failed=1
	fi
	echo "1..$((passed + failed))"
	echo "$((100 * passed / (passed + failed > 0 ? passed + failed : 1)))%: Checks: $((passed + failed)), Failures: $failed, Errors: 0"
	[ $failed -eq 0 ] || exit 1
	exit 0
}

server() { echo "choba-e2e-$$"; }

ok() {
	passed=$((passed + 1))
	echo "ok $((passed + failed)) $1"
}

not_ok() {
	failed=$((failed + 1))
	echo "not ok $((passed + failed)) $1"
}

# broken SENTENCE: nothing after this would mean anything.
broken() {
	not_ok "$1"
	[ -z "$window" ] || screen | sed 's/^/# |/'
	[ -z "$reader_folder" ] || tail -n 5 "$reader_folder"/*.log 2>/dev/null | sed 's/^/# /'
	[ -s "$work/err.$window" ] && sed 's/^/# stderr: /' "$work/err.$window"
	exit 1
}

check() {
	local sentence=$1
	shift
	if "$@" >"$work/check.out" 2>&1; then
		ok "$sentence"
	else
		not_ok "$sentence"
		head -n 20 "$work/check.out" | sed 's/^/# /'
	fi
}

# refused COMMAND...: it fails, as it should.
refused() { ! "$@"; }

# ---- the office -------------------------------------------------------------------

# make_cards PERSON...: cards and their certificates in $work/cards.
make_cards() {
	local person
	for person in "$@"; do
		[ ! -e "$work/cards/$person.card" ] || continue
		"$training_card" create "$work/cards/$person.card" --name "$person" --serial "$RANDOM" --lang en >/dev/null ||
			broken "a card for $person is made"
	done
}

# The demo office of today: what begins or ends later is left out, so that the story is the same next year.
office_data() {
	local today
	today=$(TZ=Asia/Tokyo date +%F)
	cp -r "data/demo/$town" "$work/town"
	awk -F, -v OFS=, -v today="$today" 'NR > 1 && $4 > today { next } NR > 1 && $5 >= today { $5 = "" } { print }' \
		"data/demo/$town/postings.csv" >"$work/town/postings.csv"
	awk -F, -v OFS=, -v today="$today" 'NR > 1 && $7 >= today { $7 = "" } { print }' \
		"data/demo/$town/people.csv" >"$work/town/people.csv"
}

# found_office PERSON...: the office of $town in $work/office, with a card for each.
found_office() {
	local person cards=()
	make_cards "$@"
	for person in "$@"; do "$training_card" show "$work/cards/$person.card" --pem >"$work/cards/$person.pem"; done
	for person in "$@"; do cards+=(--card "$person=$work/cards/$person.pem"); done
	office_data
	"$build/choba" init "${office:=$work/office}" --office-data "$work/town" --regulation "$regulation" --training \
		--workstation counter-1 --lang en "${cards[@]}" >"$work/init.out" 2>"$work/init.err" ||
		{ cat "$work/init.err"; broken "the office is founded"; }
	echo counter-1 >"$work/workstation"
}

choba() {
	"$build/choba" "$@" --office "$office" --workstation-file "$work/workstation"
}

database() { sqlite3 -readonly "$office/office.db" "$@"; }

# ---- the screen --------------------------------------------------------------------

# pid: of the choba in this window, which has replaced its shell.
pid() { echo "${pids[$window]}"; }

open_screen() {
	local name=$1 columns=${2:-80} rows=${3:-24} word environment=() options=()
	shift $(($# < 3 ? $# : 3))
	for word in "$@"; do
		case $word in
		--*) options+=("${word%%=*}" "${word#*=}") ;;
		*) environment+=("$word") ;;
		esac
	done
	window=$name
	cat >"$work/$name.sh" <<-END
		cd '$PWD'
		echo \$\$ >'$work/$name.pid'
		exec env -u NO_COLOR -u LANGUAGE LC_ALL=ja_JP.UTF-8 HOME='$work/home' ${environment[*]@Q} \
			'$build/choba' --office '$office' --workstation-file '$work/workstation' ${options[*]} 2>'$work/err.$name'
	END
	tmux -L "$(server)" -f /dev/null new-session -d -s "$name" -x "$columns" -y "$rows" \
		"bash '$work/$name.sh'; echo \"[choba ended with \$?]\"; read -r" ||
		broken "a tmux window opens"
	until_true 5 test -s "$work/$name.pid"
	pids[$name]=$(cat "$work/$name.pid")
}

# second_desk NAME PERSON: choba at another workstation: with a pcscd of its own, a reader and that person's card.
second_desk() {
	local name=$1 person=$2
	window=$name
	cat >"$work/$name.sh" <<-END
		cd '$PWD'
		training_card='$training_card'
		training_reader='$training_reader'
		. tests/card/reader.sh
		reader_folder=
		trap reader_finish EXIT
		start_reader "\$(free_port)" && insert '$work/cards/$person.card'
		env -u NO_COLOR -u LANGUAGE LC_ALL=ja_JP.UTF-8 HOME='$work/home' \
			'$build/choba' --office '$office' --workstation-file '$work/workstation' 2>'$work/err.$name'
	END
	tmux -L "$(server)" -f /dev/null new-session -d -s "$name" -x 80 -y 24 \
		"unshare -m env READER_PRIVATE=1 bash '$work/$name.sh'; echo '[choba ended]'; read -r" ||
		broken "a tmux window opens"
}

on() { window=$1; }

screen() { tmux -L "$(server)" capture-pane -p -t "$window"; }

caret() { tmux -L "$(server)" display-message -p -t "$window" '#{cursor_x},#{cursor_y}'; }

press() { tmux -L "$(server)" send-keys -t "$window" "$@"; }

text() { tmux -L "$(server)" send-keys -t "$window" -l -- "$1"; }

# paste TEXT, or paste - from standard input.
paste() {
	if [ "$1" = - ]; then cat; else printf '%s' "$1"; fi | tmux -L "$(server)" load-buffer -b e2e -
	tmux -L "$(server)" paste-buffer -p -r -b e2e -t "$window"
}

# shows TEXT: basic regular expression, mostly plain words.
shows() {
	local words=${1//[/\\[}
	screen | grep -q -- "${words//\*/\\*}"
}
shows_not() { ! shows "$1"; }

await() { until_true "${2:-$patience}" shows "$1"; }

see() { await "$@" || broken "$window shows: $1"; }

gone() { until_true "${2:-$patience}" shows_not "$1" || broken "$window no longer shows: $1"; }

shown() {
	if await "${@:2}"; then ok "$1"; else broken "$1 ($2)"; fi
}

# caret_line: the line on which the caret stands.
caret_line() {
	local at
	at=$(caret)
	screen | sed -n "$((${at#*,} + 1))p"
}

# marked TEXT: it stands in the row or field that is marked, or in the caret's line behind a mark. A list of choices
# hangs over other fields, whose names then stand in the caret's line too.
marked() {
	screen | grep '^ *▸' | grep -qF -- "$1" && return
	case $(caret_line) in *▸*"$1"*) return 0 ;; esac
	return 1
}

# field TEXT [KEY]: presses the key (Tab) until the field or row with that text is marked.
field() {
	local presses stuck=0 before=
	for ((presses = 0; presses < 60 && stuck < 3; presses++)); do
		marked "$1" && return 0
		before="$(caret) $(caret_line)"
		press "${2:-Tab}"
		# A key that is still under way would move on from where it was to stop.
		until_true 5 caret_moved "$before" || stuck=$((stuck + 1))
	done
	broken "$window: the caret reaches $1"
}

caret_moved() { [ "$(caret) $(caret_line)" != "$1" ]; }

# ---- cards ---------------------------------------------------------------------------

card() {
	local port=${2:-${ports[0]}}
	if [ -n "${reader_cards[$port]:-}" ]; then remove "$port" || broken "the reader notices that the card is out"; fi
	[ -n "$1" ] || return 0
	insert "$work/cards/$1.card" "$port" "${@:3}" || broken "the reader notices the card of $1"
}

# shellcheck disable=SC2120 # some stories type a wrong one
# enter_pin [PIN]: once the screen asks for it.
enter_pin() {
	text "${1:-$PIN}"
	press Enter
}
