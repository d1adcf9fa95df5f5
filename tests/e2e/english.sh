#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The same job in English, and a pile of two decided with one PIN.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/e2e/forms.sh
. tests/e2e/forms.sh
story_begin "$@"
found_office yamada ishikawa mori nakamura takahashi watanabe ogawa nishida
open_screen counter 80 24 --lang=en
shown 'it asks for a card in English' 'Insert your card'

word_list='Waiting for you' word_tries='tries left' word_contents='■ Contents'
word_pass_on='Pass it on?' word_done='Done, and written'

# settle_first: the row under the bar is opened and passed on.
settle_first() {
	open_first
	pass_on
	back_to_list
	press F5
}

come_to_list yamada
press F2
see 'Tasks'
field 'Application to use protected data' Down
press Enter
shown 'the form has English labels' 'Purpose and reason'
fill_application 'Health insurance tax'
press F9
shown 'the page that asks once more is in English' 'File this?'
press F9
shown 'it is filed' 'with the next person'
press F6
see 'Draft'
press C-u
text 'Second matter' && next_field
press F9
see 'File this?'
press F9
see 'with the next person'
for turn in ishikawa:pass mori:receive nakamura:pass takahashi:pass; do
	person=${turn%:*} duty=${turn#*:}
	come_to_list "$person"
	shown "two wait for $person to $duty" "$duty 2"
	settle_first
	shown "one is left for $person" "$duty 1"
	settle_first
	gone "$duty 1"
done

come_to_list watanabe
shown 'two wait for the decision' 'decide 2'
press Home
text '  '
press F9
see 'not opened'
for number in 1 2; do
	press Enter
	see "$word_contents"
	pick 1
	press F9
	shown "number $number is chosen for" "$number of 2 chosen"
done
press F9
see 'All or none'
press F9
shown 'one PIN is asked for both' '2 records at once'
enter_pin
shown 'the pile is decided' 'All chosen records are done'
check 'both are decided under one signature' test "$(database \
	"SELECT count(*) || ' ' || count(DISTINCT signature) FROM journal WHERE kind = 'act' AND signature IS NOT NULL")" = '2 1'
check 'the chain holds' choba journal verify --chain
