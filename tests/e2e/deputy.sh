#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# In the holder's absence: a deputy decides with ground and days, the paper shows it, the holder sees it afterwards.
# Then a pile of three: one agreed to, one returned, one kept. On a big screen in one colour.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
# shellcheck source=tests/e2e/paper.sh
. tests/e2e/paper.sh
story_begin "$@"
found_office yamada ishikawa mori nakamura takahashi watanabe ogawa nishida
open_screen counter 200 60 TERM=xterm-mono NO_COLOR=1
see カードを挿入してください
come_to_list yamada
write_application 不在の件
for person in ishikawa mori nakamura takahashi; do step_by "$person"; done

come_to_list takahashi
shown 'it waits for the deputy as well' '代決可'
open_row 代決可
pick 1
press F9
shown 'a deputy has to say why the holder is absent' '不在の理由: 入力してください'
text 1 && next_field
text "$(as_era "$today")" && next_field
text "$(as_era "$today")" && next_field
press F9
see 決定しますか
sign_it
press End
shown 'the history says for whom' '代'
press F4
see 第2号様式
print_here "$work/decision.pdf"
paper_is_sound "$work/decision.pdf" 'decision by the deputy'
press F4
see 第1号様式
print_here "$work/application.pdf"
check 'the approval cells show that a deputy decided' paper_says "$work/application.pdf" '代'

come_to_list watanabe
shown 'the holder has it to see afterwards' '後閲 1'
open_row 後閲
press a
see 後閲済みにしますか
press F9
see '処理し、'
press F3
see 未処理一覧
press F5
gone '後閲 1'
ok 'and then no more'

# A pile.
come_to_list yamada
write_application 一つ目
copy_application 二つ目
copy_application 三つ目
come_to_list ishikawa
see ' 確認 3'
press Home
text '   '
press F9
see まとめて処理
see 未開封
press Enter
see "$word_contents"
pick 1
press F9
shown 'the first is chosen for' '1/3\|3件中1件\|1 件'
press Enter
see "$word_contents"
pick 2 差戻し先
next_field
see 起案者
text 1 && next_field
text '対象者の範囲が広すぎます'
press F9
see まとめて処理
press Enter
see "$word_contents"
press F3
shown 'what was only looked at is kept' '保留'
press F9
shown 'the page that asks once more has the reason' '対象者の範囲が広すぎます'
press F9
see 未処理一覧
shown 'one of three is left' ' 確認 1'
check 'the tables are whole' test "$(database 'PRAGMA integrity_check')" = ok
check 'the chain holds' choba journal verify --chain
