/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens as the manual page tells of them. */
#include "ui/screen/manual.h"

#include "base/i18n.h"
#include "base/memory.h"

const struct manual_row manual_rows[] = {
	{ &sign_in_class, N_("Sign in"),
		N_("Says what the card reader finds. With a known card in it, type the PIN. Taking the card "
		   "out locks the screen at once; the same card and PIN return to the same place, and "
		   "another person's card opens that person's own screens.") },
	{ &waiting_class, N_("Waiting for you"),
		N_("The first screen: all that waits to be decided, received, checked, corrected, seen or "
		   "sent "
		   "out, and your drafts. The space bar ticks rows for a pile.") },
	{ &tasks_class, N_("Tasks"),
		N_("The forms you may begin, each closed one with the reason; records, people, the journal, "
		   "the language, signing out.") },
	{ &filing_class, N_("Form"), N_("Filling in and filing a form. What is typed is kept as a draft.") },
	{ &attach_files_class, N_("Files of a form"),
		N_("Attaching files to a form that is being filled in. A sealed copy is kept at once.") },
	{ &record_class, N_("Record"), N_("One record with its history, and what you may do with it.") },
	{ &attached_files_class, N_("Files of a record"),
		N_("The files attached to a record, and saving a copy of one.") },
	{ &acting_class, N_("Act"),
		N_("What is filled in when a record is passed on, returned or decided.") },
	{ &pile_class, N_("Pile to settle"),
		N_("Several records opened one after the other, settled together.") },
	{ &printing_class, N_("Print"),
		N_("The official form as it will be printed, to a printer or a file.") },
	{ &confirm_class, N_("Confirmation"), N_("Says what is about to be done; only F9 goes on.") },
	{ &ask_pin_class, N_("Signature by card"), N_("Takes the PIN for a signature.") },
	{ &listing_class, N_("All records"), N_("All records you may read, by form, state and number.") },
	{ &in_use_class, N_("What is in use"),
		N_("What was approved and is in use, by its last day; renewed in bulk, reported when it is "
		   "over.") },
	{ &registers_class, N_("Registers"),
		N_("What decisions made true: who may operate what, on which days, by whose decision.") },
	{ &filter_class, N_("Filter"),
		N_("Narrows the list of records by section, day of filing and yourself; keeps it under a "
		   "name.") },
	{ &away_class, N_("Away"),
		N_("Notes that you or a colleague are away; what waits goes to the deputies meanwhile.") },
	{ &people_class, N_("People and postings"), N_("Who holds which post, and what changes next.") },
	{ &posting_class, N_("Change of posts"),
		N_("A transfer, a concurrent post, charge of a post, the end of a post or of the service, "
		   "from a day on: first shown, then signed.") },
	{ &calendar_class, N_("Calendar of the office"),
		N_("The days of a month, when the office is closed and why; days off to come are entered and "
		   "taken back, signed by card.") },
	{ &journal_class, N_("Journal"),
		N_("Checks a paper by its verification number; shows and verifies the journal.") },
	{ &texts_class, N_("Texts to keep to"),
		N_("The texts of the regulations that staff acknowledge, and how many have yet to.") },
	{ &text_page_class, N_("A text to keep to"),
		N_("Reading a text and recording that you will keep to it; who has and who has yet to.") },
	{ &choosing_class, N_("Choices"), N_("A short list to choose one row from.") },
	{ &text_view_class, N_("Text"), N_("Help and other text to read.") },
};
const size_t manual_row_count = COUNT(manual_rows);

void manual_screens(struct text *text)
{
	text_format(text, ".Sh %s\n", _("SCREENS"));
	for (size_t i = 0; i < manual_row_count; i++) {
		const struct manual_row *row = &manual_rows[i];
		text_format(text, ".Ss %s\n%s\n", _(row->title), _(row->about));
		command_manual(row->class->commands, text);
	}
}
