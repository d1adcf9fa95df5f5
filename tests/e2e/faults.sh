#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Faults: killed, hung up, resized to nothing, hostile pastes, a database that is locked, read-only or full.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
story_begin "$@"
mkdir "$work/small"
mount -t tmpfs -o size=3m tmpfs "$work/small" || broken 'a small disk is mounted'
office=$work/small/office
found_office yamada ishikawa ogawa nishida

# again: the screen of another start of choba, signed in.
again() {
	open_screen "$@"
	card ""
	see カードを挿入してください
	sign_in yamada
}

drafts() { database 'SELECT count(*) FROM drafts'; }

# Killed.
again killed 80 24
new_application
text 'きのうの続き' && next_field
text '一行目の言葉'
see '一行目の言葉'
until_true 3 test "$(drafts)" = 1
sleep 1.2
text '終'
kill -9 "$(pid)"
see 'choba ended with 137'
again reopened 80 24
shown 'the draft is in the list of what waits' '下書き 1'
open_draft
shown 'all but the last second is there' '一行目の言葉'

# Hung up: a second of typing that no tick has kept yet.
field 'データを所管する事務'
text '切れる前'
see '切れる前'
tmux -L "$(server)" kill-session -t reopened
until_true 5 refused kill -0 "$(pid)"
again after 80 24
open_draft
shown 'a hang-up loses nothing' '切れる前'

# Sizes.
resize() { tmux -L "$(server)" resize-window -t "$window" -x "$1" -y "$2"; }
resize 1 1
until_true 5 test "$(tmux -L "$(server)" display-message -p -t "$window" '#{pane_width}')" = 1
resize 60 24
shown 'sixty columns are too few, and it is said' '80'
resize 80 24
shown 'the form is back at eighty' '切れる前'
resize 200 60
shown 'a big screen shows the whole form' '添付書類'
resize 80 24
see '3/24 記入済み'

# Pastes.
field '電算処理の内容'
paste "$(printf 'a\033[2Jb\033]0;x\007c\342\200\256d')"
shown 'what could harm the terminal is left out of a paste' 'a[2Jb]0;xcd'
check 'the title of the window is untouched' refused test "$(tmux -L "$(server)" display-message -p -t "$window" '#{pane_title}')" = x
press C-u
head -c 30000 /dev/zero | sed 's/\x00\x00\x00/あ/g' | paste -
see 'ああああ'
press End
press Tab
shown 'the screen is usable after ten thousand characters' 'F11 削除'

# The disk is full.
field '対象者の範囲'
dd if=/dev/zero of="$work/small/filler" bs=4k 2>/dev/null
text '満杯の間に書いた言葉'
shown 'a full disk has its sentence' '空き' 10
check 'what was typed is still on the screen' shows '満杯の間に書いた言葉'
rm "$work/small/filler"
text 'のあと'
see '満杯の間に書いた言葉のあと'
press F3
see 未処理一覧
open_draft
shown 'with room again the draft is kept' '満杯の間に書いた言葉のあと'

# Another process holds the database.
mkfifo "$work/hold"
sqlite3 "$office/office.db" <"$work/hold" >"$work/held" &
exec 9>"$work/hold"
# choba itself may be writing at this moment: wait for it, or nothing would be held.
printf '.timeout 5000\nBEGIN EXCLUSIVE;\nSELECT 1 AS held;\n' >&9
until_true 8 test -s "$work/held" || broken 'another process holds the database'
text '錠'
shown 'a locked database has its sentence' '使用中' 20
echo 'ROLLBACK;' >&9
exec 9>&-
wait $!
press F3
see 未処理一覧
check 'the database is whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the chain holds' choba journal verify --chain
