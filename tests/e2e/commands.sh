#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The commands that change a running office, or write what it holds: each with a card, its PIN and its dry run.
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/lib.sh"
story_begin "$@"
found_office ogawa nishida yamada

# as ARGUMENT...: the command with the PIN of the card in the reader; its words in $work/said, both streams.
as() { choba "$@" --pin-fd 3 --lang en 3<<<"$PIN" >"$work/said" 2>&1; }
says() { grep -qF -- "$1" "$work/said" || { cat "$work/said"; return 1; }; }
entries() { as journal list --count 1000 && wc -l <"$work/said"; }

card ogawa

# The office's own days.
printf '日,名称,区分\nR9.10.1,町制施行記念日,閉庁\n2027-03-28,日曜開庁日,開庁\n' >"$work/days.csv"
printf 'day,name,kind\n2027-10-01,Founding,closed\nsomeday,x,closed\n2027-10-02,x,shut\n' >"$work/bad.csv"
check 'days with mistakes are refused' refused as calendar import "$work/bad.csv" --yes
check 'the first with its line' says 'days.csv:3: '
check 'and the second' says 'days.csv:4: “shut” is no kind of day'
check 'nothing was changed' says '2 mistakes; nothing was changed'
check 'a dry run of good days' as calendar import "$work/days.csv" --dry-run
check 'tells what would change' says '+ 1 October 2027 (Fri): as usual → closed (町制施行記念日)'
check 'and changes nothing' as calendar list
check 'the day is not in the list' refused says '町制施行記念日'
check 'good days are signed' as calendar import "$work/days.csv" --yes
check 'and in force' says 'The changes are in force'
check 'the list' as calendar list
check 'has the day' says '1 October 2027 (Fri)'
check 'without a PIN nothing is signed' refused "$build/choba" calendar list --office "$office" </dev/null

# Roles, deputies and sections.
check 'a folder that is not there is told before a card is asked for' refused as office diff "$work/nowhere"
check 'with its name' says nowhere
check 'the data as it was founded' as office diff "$work/town"
check 'changes nothing' says 'Changes: 0'
sed -i 's|toin/protection-officer: .*|toin/protection-officer: tax-chief|; s|  tax-assistant: .*|  tax-assistant: []|' \
	"$work/town/office.yaml"
check 'what changes' as office diff "$work/town"
check 'names the role' says '* Role toin/protection-officer: post: Residents Section Deputy Head → Tax Section Chief of Assessment'
check 'who loses it' says '- Makoto Takahashi loses "Data protection officer"'
check 'who gains it' says '+ Kenta Kimura gains "Data protection officer"'
check 'and the deputy' says '- Tax Section Chief of Assessment stands in for Tax Section Deputy Head'
before=$(entries)
check 'a dry run' as office adopt "$work/town" --dry-run
check 'signs nothing' refused says 'in force'
check 'it is signed' as office adopt "$work/town" --yes
check 'and in force' says 'The changes are in force'
check 'the journal has it' test "$(entries)" -gt "$before"
check 'once more changes nothing' as office adopt "$work/town" --yes
check 'and says so' says 'Changes: 0'
sed -i '/toin\/handling-officer/d; s|kind: section, symbol: 東福|kind: section, parent: nowhere|' "$work/town/office.yaml"
check 'an office that does not hold together is refused' refused as office adopt "$work/town" --yes
check 'with file and line' says 'office.yaml:'
card yamada
check 'who has no right changes nothing' refused as office adopt "$work/town" --yes
card ogawa

# A new version of the regulation.
cp -r data/regulations/toin "$work/toin"
chmod -R u+w "$work/toin"
sed -i 's/^version: .*/version: "2030-04-01"/; s/^roles:/roles:\n  - {id: newcomer, label: {ja: 新任者, en: Newcomer}, article: "5", post: {ja: 課長, en: Head}}/' \
	"$work/toin/regulation.yaml"
check 'a version with a role that nobody holds is refused' refused as regulation adopt "$work/toin" --yes
check 'it says that nobody holds it' says 'New role Newcomer: nobody holds it today'
check 'and whom the office must name' says 'The office names nobody for the role "toin/newcomer" (Newcomer)'
check 'a rehearsal says the same' refused as regulation rehearse "$work/toin"
cp "data/demo/$town/office.yaml" "$work/town/office.yaml"
sed -i 's|^roles:|roles:\n  toin/newcomer: welfare-head|' "$work/town/office.yaml"
check 'the office prepares for it' as office adopt "$work/town" --yes
check 'a rehearsal' as regulation rehearse "$work/toin"
check 'finds that all goes on' says 'Every record reads as before'
check 'the version is adopted' as regulation adopt "$work/toin" --yes
check 'it says who holds the new role' says 'New role Newcomer: Welfare Section Section Head'

# A list on paper.
check 'a list without a record is not printed' refused as record list -o "$work/list.pdf"
check 'which is said' says 'There is no row to print'
check 'nor a file' test ! -e "$work/list.pdf"
check 'an unknown form is named' refused as record list --form toin/nothing -o "$work/list.pdf"
check 'with what it should be' says 'REGULATION/FORM'
check 'everything verifies' as journal verify --replay
