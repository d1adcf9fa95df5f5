#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Two terminals on one office: what changed meanwhile is not acted on, and receipt numbers stay whole.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
story_begin "$@"
found_office yamada ishikawa mori ogawa nishida
open_screen desk-one 80 24
see カードを挿入してください
come_to_list yamada
write_application 二つの端末
step_by ishikawa
open_screen desk-two 80 24
come_to_list mori
open_first
on desk-one
see 残り
enter_pin
see 未処理一覧
open_first
choose 1 '次に回しますか'
on desk-two
pass_on
on desk-one
press F9
gone '次に回しますか'
shown 'what changed meanwhile is refused, and it is said' '変わ\|変更'
check 'one number was given' test "$(database 'SELECT count(*), max(number) FROM records WHERE number > 0')" = '1|1'
