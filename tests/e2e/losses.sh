#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What may be lost and what may not: killed while typing, no reader, a huge paste, a disk that can
# only be read or is full when one submits, two terminals that receive at once, a printer, a number from paper.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
mkdir "$work/small" "$work/bin"
mount -t tmpfs -o size=6m tmpfs "$work/small" || broken 'a small disk is mounted'
office=$work/small/office
found_office yamada ishikawa mori kobayashi ogawa nishida
now() { date +%s%N; }

# A printer that keeps what it was given.
cat >"$work/bin/lpstat" <<'END'
#!/bin/sh
echo 'system default destination: counter'
END
cat >"$work/bin/lp" <<END
#!/bin/sh
[ ! -e '$work/jam' ] || exit 1
cat >'$work/printed.pdf'
END
chmod +x "$work/bin/lp" "$work/bin/lpstat"

# No reader at all: pcscd runs, and nothing is attached to it.
stop_reader
start_reader
open_screen bare 80 24
shown 'without any reader there is a sentence' 'カードリーダーが接続されていません'
stop_reader
start_reader "${ports[@]}"
shown 'a reader that is attached later is found' カードを挿入してください
press F3
tmux -L "$(server)" kill-session -t bare

# Killed at a measured moment, in the middle of typing.
open_screen typing 80 24
see カードを挿入してください
sign_in yamada
new_application
text 打鍵 && next_field
typed=()
for ((word = 0; word < 24; word++)); do
	text "$(printf 'w%02d ' "$word")"
	typed+=("$(now)")
	sleep 0.12
done
killed=$(now)
kill -9 "$(pid)"
see 'choba ended with 137'
kept=-1
for ((word = 0; word < 24; word++)); do ((killed - typed[word] > 1000000000)) && kept=$word; done
check 'a good part was typed more than a second before' test "$kept" -ge 10
open_screen reopened 80 24 "PATH=$work/bin:$PATH"
card ""
see カードを挿入してください
sign_in yamada
open_draft
see w00
check "all that was typed a second before it was killed is there (as far as w$kept)" shows "w$(printf %02d "$kept")"
clear_field() { press End && press C-u; }

# A hundred thousand characters, and bytes that a terminal must not get.
field '利用する事務の名称' BTab
clear_field
head -c 100000 /dev/zero | tr '\0' 'x' | paste -
shown 'a hundred thousand characters are taken or refused by a rule' '文字まで\|xxxxxxxxxx' 20
clear_field
text 短く
shown 'the field is usable after them' '短く' 20
field '電算処理の内容'
printf '前\0中\033[31m\033]0;x\007後' | paste -
see '前中'
shown 'NUL and escape sequences are left out of a paste' '後'
check 'nothing of them reached the terminal' refused test "$(tmux -L "$(server)" display-message -p -t "$window" '#{pane_title}')" = x
clear_field
field '利用する事務の名称' BTab
clear_field
fill_application 消えない申請一

# Submitted while the disk is full: refused, said, and whole again afterwards.
records() { database 'SELECT count(*) FROM records'; }
dd if=/dev/zero of="$work/small/filler" bs=4k 2>/dev/null
press F9
see 提出しますか
press F9
shown 'nothing is filed on a full disk, and it is said' 'ディスクがいっぱい' 10
check 'no record was made' test "$(records)" = 0
check 'and none is said to be' shows_not '次の決裁者に回りました'
rm "$work/small/filler"
shows 提出しますか || press F9
see 提出しますか
press F9
shown 'with the disk as it should be it is filed' '次の決裁者に回りました'
check 'once' test "$(records)" = 1
for more in 二 三 四; do copy_application "消えない申請$more"; done
check 'four are filed' test "$(records)" = 4

# F10 with a printer, and with one that jams.
: >"$work/jam"
press F10
see 印刷イメージ
press F10
see '印刷しますか'
press F9
shown 'a printer that does not take the sheet has its sentence, and the number is void' '無効'
rm "$work/jam"
press F10
see '印刷しますか'
press F9
shown 'the printer takes the sheet' 'プリンターに送りました\|送りました'
paper_is_sound "$work/printed.pdf" 'the printed sheet'
number=$(paper_number "$work/printed.pdf")
check 'no PDF is left lying about' test "$(find "$work" -name '*.pdf')" = "$work/printed.pdf"
check_as() { choba "$@" --pin-fd 3 --lang en 3<<<"$PIN"; }
card ogawa
paper_answers() { check_as journal check "$number" | grep -q "$1"; }
check 'of the number on the paper it is said that nothing was done since' paper_answers 'Nothing was done'

# Two terminals, each with pcscd, reader and card of its own, receive in the same moment.
card ishikawa
come_to_list ishikawa
for more in 1 2 3 4; do
	open_first
	pass_on
	back_to_list
done
tmux -L "$(server)" kill-session -t reopened
card ""
second_desk desk-left mori
second_desk desk-right kobayashi
for window in desk-left desk-right; do
	see 残り
	enter_pin
	see 未処理一覧
done
for round in '一 二' '三 四'; do
	for pair in "desk-left ${round% *}" "desk-right ${round#* }"; do
		on "${pair% *}"
		row "消えない申請${pair#* }"
		press Enter
		see '■ 内容'
	done
	for window in desk-left desk-right; do choose 1 '次に回しますか'; done
	tmux -L "$(server)" send-keys -t desk-left F9 \; send-keys -t desk-right F9
	for window in desk-left desk-right; do
		see '処理し、'
		back_to_list
		press F5
	done
done
check 'four numbers were given, none of them twice' test \
	"$(database 'SELECT count(*), count(DISTINCT number), min(number), max(number) FROM records WHERE number > 0')" = '4|4|1|4'
card ogawa
check 'the number on the paper tells that the record has gone on' paper_answers 'was changed afterwards'
tmux -L "$(server)" kill-session -t desk-left
tmux -L "$(server)" kill-session -t desk-right
read_only() { mount -o remount,ro "$work/small"; }
until_true 10 read_only || broken 'the disk is made read-only'
open_screen unwritable 80 24
check 'a disk that can only be read has its sentence' until_true 10 grep -q '読取り専用' "$work/err.unwritable"
mount -o remount,rw "$work/small"
check 'the database is whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'everything verifies' check_as journal verify
