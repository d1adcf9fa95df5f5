#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Opens a training office: choba on one side, the training cards on the other.
# usage: open.sh [--lang ja|en] [--office NAME] [--prepare] [FOLDER]
# NAME is a folder beside this file (default toin-town); FOLDER is $HOME/choba-demo, of another office $HOME/choba-demo-NAME.
# The office and its cards are made at the first run and kept; --prepare only makes them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
arguments=("$@")
pin=123456

say() { printf '%s\n' "$*" >&2; }
give_up() {
	say "open.sh: $*"
	exit 1
}

language='' prepare=no folder='' town=toin-town
while [ $# -gt 0 ]; do
	case $1 in
	--lang)
		[ $# -ge 2 ] || give_up "--lang wants ja or en"
		language=$2
		shift
		;;
	--office)
		[ $# -ge 2 ] || give_up "--office wants the name of an office beside open.sh"
		town=$2
		shift
		;;
	--prepare) prepare=yes ;;
	-*)
		say "usage: open.sh [--lang ja|en] [--office NAME] [--prepare] [FOLDER]"
		exit 2
		;;
	*) folder=$1 ;;
	esac
	shift
done
[ -f "$here/$town/office.yaml" ] || give_up "there is no office $town in $here"
case $town in
toin-town) folder=${folder:-$HOME/choba-demo} ;;
*) folder=${folder:-$HOME/choba-demo-$town} ;;
esac
if [ -z "$language" ]; then
	case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
	en*) language=en ;;
	*) language=ja ;;
	esac
fi

# The programs lie in the build folder of the tree, or where make install put them.
top=$(cd "$here/../.." && pwd)
if [ -x "$top/build/choba" ]; then
	choba=$top/build/choba training_card=$top/build/choba-training-card
	training_reader=$top/build/choba-training-reader.so
else
	programs=$here/../../../bin
	if [ ! -x "$programs/choba" ]; then
		programs=$(command -v choba) || give_up "choba is neither built (./bootstrap build) nor installed"
		programs=${programs%/*}
	fi
	choba=$programs/choba training_card=$programs/choba-training-card
	training_reader=$programs/../libexec/choba/choba-training-reader.so
fi
# shellcheck source=data/demo/reader.sh
. "$here/reader.sh"

make_folder() {
	mkdir -p "$folder"
	chmod 700 "$folder"
}

# make_cards: one training card for each person of the town, in the order of its list.
make_cards() {
	local id name number=0 card
	mkdir -p "$folder/cards"
	while IFS=, read -r id _ name _; do
		number=$((number + 1))
		card=$folder/cards/$(printf '%02d' "$number")-$id.card
		[ -e "$card" ] || "$training_card" create "$card" --name "$name" --serial "$number" --pin "$pin" --days 3650
	done < <(tail -n +2 "$here/$town/people.csv" | tr -d '\r')
}

# make_office: founded once, with every card known from the start.
make_office() {
	local card person pems cards=()
	[ ! -e "$folder/office/office.db" ] || return 0
	make_cards
	pems=$(mktemp -d)
	for card in "$folder"/cards/*.card; do
		person=$(basename "$card" .card)
		person=${person#*-}
		"$training_card" show "$card" --pem >"$pems/$person.pem"
		cards+=("$person=$pems/$person.pem")
	done
	"$choba" init "$folder/office" --lang "$language" --office-data "$here/$town" --training \
		--workstation training-desk --card "${cards[@]}" || {
		rm -rf "$pems"
		exit 1
	}
	rm -rf "$pems"
}

# in_pane COMMAND...: runs it; when it fails its reason stays to be read; then everything ends.
in_pane() {
	"$@" || {
		printf '\n[Enter] '
		read -r _ || true
	}
	tmux kill-server
}

# Nothing stays behind, however this ends.
socket=choba-demo-$$
take_down() {
	tmux -L "$socket" kill-server 2>/dev/null || true
	reader_finish
}

# open_screens PORT: choba and the cards beside each other, or one behind the other on a narrow screen.
open_screens() {
	local columns lines hint
	columns=$(tput cols 2>/dev/null || echo 80)
	lines=$(tput lines 2>/dev/null || echo 24)
	if [ "$language" = en ]; then
		hint="Ctrl-O: choba / cards   PIN $pin   leave: Ctrl-B then &"
	else
		hint="Ctrl-O: 画面/カードの切替  暗証番号 $pin  終了: Ctrl-B のあと &"
	fi
	export DEMO_PIN=$pin choba training_card language folder
	export DEMO_PORT=$1
	export -f in_pane
	unset TMUX
	# The panes' own shells expand these.
	# shellcheck disable=SC2016
	local clerk='in_pane "$choba" --lang "$language" --office "$folder/office"'
	# shellcheck disable=SC2016
	local desk='in_pane "$training_card" desk "$folder/cards" --port "$DEMO_PORT" --lang "$language"'
	local run=(tmux -u -L "$socket" -f /dev/null)
	"${run[@]}" new-session -d -x "$columns" -y "$lines" -n choba bash -c "$clerk"
	"${run[@]}" set-option -g escape-time 20 \; set-option -g mouse on \; \
		set-option -g default-terminal tmux-256color \; \
		set-option -g status-left "" \; \
		set-option -g window-status-format "" \; set-option -g window-status-current-format "" \; \
		set-option -g status-right-length 100 \; \
		set-option -g status-right "$hint" \; \
		bind-key '&' kill-server
	# choba needs 24 rows and 80 columns: a terminal of just that size has none to spare for the hint.
	if [ "$lines" -le 24 ]; then
		"${run[@]}" set-option -g status off
		(sleep 2 && "${run[@]}" display-message -d 20000 "$hint") >/dev/null 2>&1 &
	fi
	if [ "$columns" -ge 122 ]; then
		"${run[@]}" split-window -h -l 40 bash -c "$desk" \; \
			select-pane -t :.0 \; bind-key -n C-o select-pane -t :.+
	else
		"${run[@]}" new-window -n cards bash -c "$desk" \; \
			select-window -t choba \; bind-key -n C-o next-window
	fi
	"${run[@]}" attach-session || true
}

if [ "$prepare" = yes ]; then
	make_folder
	make_office
	exit 0
fi
if [ ! -t 0 ] || [ ! -t 1 ]; then
	give_up "this opens on a terminal; --prepare makes the office alone"
fi
command -v tmux >/dev/null || give_up "tmux is missing (apt-get install tmux)"
[ "$(id -u)" -eq 0 ] || give_up "the training reader needs pcscd started by root"
reader_private "${arguments[@]}"
trap take_down EXIT
trap 'exit 1' HUP INT TERM
make_folder
make_office
port=$(free_port)
start_reader "$port"
open_screens "$port"
if [ "$language" = en ]; then
	say "The training office is kept in $folder; ./bootstrap demo opens it again."
else
	say "研修用の役所は $folder に残っています。./bootstrap demo でまた開けます。"
fi
