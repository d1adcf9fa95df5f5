#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# An exemption in a city: a file goes with it, sealed, and comes out as it went in; another section's head decides, the
# paper tells; then the list narrowed, kept under a name and on paper.
# shellcheck disable=SC2088 # choba itself knows the tilde
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
# shellcheck disable=SC2034 # lib.sh founds the office of this town
town=sakai-city regulation=sakai
found_office ono tominaga inoue sawada okuno nakanishi
head -c 300000 /dev/urandom >"$work/home/plan.bin"
printf 'この手順で行う' >"$work/home/手順.txt"
truncate -s 11M "$work/home/big.bin"
: >"$work/home/empty.bin"
mkfifo "$work/home/pipe"

# attach PATH: on the line that asks for a file.
attach() {
	press C-u
	text "$1"
	press Enter
}

open_screen counter 80 24
see カードを挿入してください
come_to_list ono
shown 'another city stands in the title' '堺市   福祉総務課 小野 颯太'
start_form 遵守事項適用除外申請書 '2/9 記入済み'

# Files.
press F5
see 添付ファイルはありません
press F2
see 添付するファイル
while IFS='|' read -r path words; do
	attach "$path"
	shown "$path has its sentence" "$words"
done <<END
~/nowhere.bin|nowhere.bin がありません
~/big.bin|大きすぎます。1件は 10 MB までです
~/empty.bin|空のファイルです
~/pipe|通常のファイルではありません
/tmp|/tmp はフォルダーです
END
for name in plan.bin 手順.txt; do
	attach "~/$name"
	see "$name ("
	press F2
	see 添付するファイル
done
attach '~/plan.bin'
shown 'the same name is not attached twice' '添付済みです'
press F3
see 'F11 外す'
press F3
shown 'the form says how many files go with it' '添付2件'
check 'no file is kept as it was' refused grep -rqa 'この手順で行う' "$work/office"
press F5
see 'plan.bin ('
field 手順.txt Down
press F11
see 添付から外しますか
press F9
gone 手順.txt
press F3
see 添付1件

next_field
next_field
text 住民基本 && press Enter && next_field
text 住民記録システム && next_field
text 2 && next_field
text 1 && next_field
text 大雨で庁舎が使えないため && next_field
text "$(as_era "$first_day")" && next_field
text "$(as_digits "$last_day")" && next_field
text おの && press Enter && next_field
text 端末機03 && next_field
text 証明書の発行 && next_field
text 21:00 && next_field
text 22:30 && next_field
text 二人で操作する
see '12/12 記入済み'
file_it
shown 'its own head is first' '「システム利用責任者決裁」待ち: 福祉総務課 課長 富永 和彦'

come_to_list tominaga
open_row '] 確認'
pass_on
come_to_list inoue
open_row '] 受付'
pass_on
shown 'the other section received it' '「電算管理者の決定」待ち'
come_to_list sawada
open_row '] 決裁'
decide 1
shown 'the head there decided' に決定されました

# The file from the record.
press f
see 'plan.bin ('
press F2
see 出力先ファイル
press C-u
text '~/copy.bin'
press Enter
shown 'the file is written out, and that is on record' '記録簿に残りました'
check 'it is as it was' cmp "$work/home/plan.bin" "$work/home/copy.bin"
check 'only its owner may read the copy' test "$(stat -c %a "$work/home/copy.bin")" = 600
press F2
see 出力先ファイル
press C-u
text '~/copy.bin'
press Enter
shown 'what is there is not written over unasked' '上書きしますか'
back_until "$word_contents"

print_here "$work/application.pdf"
press F4
see 遵守事項適用除外決定通知書
print_here "$work/decision.pdf"
for paper in application decision; do paper_is_sound "$work/$paper.pdf" "$paper"; done
while IFS='|' read -r paper words; do
	check "$paper: $words" paper_says "$work/$paper.pdf" "$words"
done <<END
application|遵守事項適用除外申請書
application|■第8号 運用時間内の操作
application|■災害発生時の業務継続
application|$(in_words "$last_day")
application|端末機03
application|plan.bin
application|300.0 KB
application|富永 和彦
application|■適用除外
decision|遵守事項適用除外決定通知書
decision|適用除外と決定した
decision|小野 颯太
decision|電算管理者
decision|澤田 秀樹
END

# A list, narrowed, kept and on paper.
back_until 未処理一覧
open_menu すべての記録
see 'すべての様式・すべての状態 2件'
press F2
see 絞込み
text 住民基本 && press Enter && next_field
text "$(as_era "$today")" && next_field
next_field
next_field
text 当課の分
press F9
shown 'another section has filed nothing today' '当課の分.\{0,30\} 0件'
press F11
see 絞り込まない
text 1
see 'すべての状態 2件'
press F11
shown 'the filter is kept under its name' 当課の分
text 2
see ' 0件'
press F11
see 絞り込まない
text 1
see 'すべての状態 2件'
list_to '~/list.pdf' l
list_as() { choba record list "$@" --pin-fd 3 --lang ja 3<<<"$PIN"; }
check 'the same list by command' list_as --form sakai/exemption --output "$work/home/list2.pdf"
check 'it is not written over unasked' refused list_as --output "$work/home/list2.pdf"
for paper in list list2; do
	paper_is_sound "$work/home/$paper.pdf" "$paper"
	check "$paper lies across the sheet" landscape "$work/home/$paper.pdf"
	check "$paper has the application" paper_says "$work/home/$paper.pdf" 遵守事項適用除外申請書
	check "$paper has a verification number" test -n "$(paper_number "$work/home/$paper.pdf")"
done

check 'the chain holds' choba journal verify --chain
card okuno
verified() { choba journal verify --pin-fd 3 3<<<"$PIN"; }
check 'everything verifies, the file as well' verified
sealed=$(find "$work/office" -type f -size +290k -size -310k | head -n 1)
check 'the file is sealed in the office' test -n "$sealed"
printf x | dd of="$sealed" bs=1 seek=1000 conv=notrunc 2>/dev/null
check 'a changed file is found' refused verified
check 'nothing was written to standard error' test ! -s "$work/err.counter"
