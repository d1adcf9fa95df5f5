#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Cards and readers: out and in again, another's, wrong PINs, unknown, expired, two, none, pcscd gone.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
story_begin "$@"
mkdir -p "$work/cards"
"$training_card" create "$work/cards/takahashi.card" --name takahashi --serial 7 --expired --lang en >/dev/null
found_office yamada mori nakamura takahashi ogawa nishida
open_screen counter 80 24
shown 'without a card one is asked for it' カードを挿入してください

# Out in the middle of a word.
sign_in yamada
new_application
text 国民健康保険 && next_field
text '途中まで書いた'
see '途中まで書いた'
place=$(caret)
card ""
shown 'without its card the screen is locked' 画面を閉じています 3
check 'nothing that was typed is left on it' shows_not '途中まで'
sign_in mori '町民課 森 美咲'
check 'another operator sees nothing of it either' shows_not '途中まで'
shown 'another operator has a list of her own' '要確認 1'
sign_in yamada '途中まで書いた'
ok 'the same card and PIN bring the form back'
check 'the caret is where it was' test "$(caret)" = "$place"
text 'つづき'
shown 'one goes on typing in the same word' '途中まで書いたつづき'
press F3
see 未処理一覧

# Wrong PINs.
card nakamura
see '残り 3'
enter_pin 111111
shown 'a wrong PIN says how many tries are left' '残り 2'
enter_pin 222222
shown 'before the last try one is asked' '使うときは y'
text 333333
press Enter
check 'typing a PIN without that yes uses nothing up' shows '使うときは y'
text y
see '_________  最後の1回'
enter_pin 333333
shown 'a blocked card has its sentence' 'ロック'
card nakamura
shown 'it is still blocked when it comes again' 'ロック'

# Whose card is it?
make_cards stranger
card stranger
shown 'an unknown card has its sentence' '登録'
card takahashi
shown 'an expired card has its sentence' '期限'
card ""
see 画面を閉じています

# Readers.
ports+=("$(free_port)")
stop_reader
shown 'without pcscd there is a sentence' 'pcscd'
start_reader "${ports[@]}"
shown 'and it comes back by itself' '挿入してください'
sign_in yamada
ok 'one signs in again'
card mori "${ports[1]}"
check 'a card in a second reader leaves the session alone' shows 未処理一覧
card ""
shown 'two cards without a session: one is asked to leave one' 画面を閉じています
card yamada
shown 'two cards have their sentence' '複数のリーダーにカードがあります'
card "" "${ports[1]}"
see 残り
enter_pin
shown 'with one card left one signs in' 未処理一覧
stop_reader
shown 'pcscd stopped under a session: locked, with its sentence' 'pcscd'
start_reader "${ports[@]}"
see 残り
enter_pin
shown 'pcscd is back, and so is the session' 未処理一覧
