/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of commands. */
#include "ui/command/verb.h"

#include <string.h>

#include "base/memory.h"
#include "ui/command/verbs.h"

/* What signing in at an office takes. */
#define PLACE (OPTION_BIT(OPTION_OFFICE) | OPTION_BIT(OPTION_KEY) | OPTION_BIT(OPTION_WORKSTATION_FILE))
#define SIGN_IN (PLACE | OPTION_BIT(OPTION_PIN_FD) | OPTION_BIT(OPTION_OUTSIDE))

static const struct verb rows[] = {
	{ "", "", 0, 0, 0, PLACE, N_("opens the workstation on the whole screen"), NULL, verb_workstation },
	{ "init", "DIR", 1, 1, OPTION_BIT(OPTION_OFFICE_DATA),
		OPTION_BIT(OPTION_REGULATION) | OPTION_BIT(OPTION_TRAINING) | OPTION_BIT(OPTION_KEY) |
			OPTION_BIT(OPTION_WORKSTATION) | OPTION_BIT(OPTION_CARD),
		N_("founds an office in a new folder and prints its root fingerprint, to be kept on paper"),
		N_("Without --card the cards of two administrators are read one after the other from the "
		   "reader; a training office needs one. The master key is written outside the folder."),
		verb_init },
	{ "office check", "DIR", 1, 1, 0, OPTION_BIT(OPTION_REGULATION),
		N_("checks an office's data folder against its regulations and names every mistake"),
		N_("As init does before it founds the office; changes nothing. Also said is a holder whom "
		   "the "
		   "registers do not have."),
		verb_office_check },
	{ "regulation list", "", 0, 0, 0, 0, N_("lists one's own regulations and those that came with choba"),
		N_("One's own lie in the folders of $CHOBA_REGULATIONS (apart by colons) or in "
		   "/etc/choba/regulations, each in a folder called like its id."),
		verb_regulation_list },
	{ "regulation check", "DIR", 1, 1, 0, 0,
		N_("checks a regulation folder and names every mistake with file and line"), NULL,
		verb_regulation_check },
	{ "regulation coverage", "ID|DIR", 1, 1, 0, 0,
		N_("says of each clause whether it is met, out or open; fails while one is open"), NULL,
		verb_regulation_coverage },
	{ "regulation new", "DIR", 1, 1, OPTION_BIT(OPTION_LIKE), 0,
		N_("makes a folder with a copy of a regulation, to begin one's own from"),
		N_("The last name of DIR is the new regulation's id. DIR must not exist."),
		verb_regulation_new },
	{ "regulation preview", "ID|DIR FORM", 2, 2, 0, OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_FORCE),
		N_("shows how a form prints, with sample values; with -o as a PDF file"), NULL,
		verb_regulation_preview },
	{ "regulation diff", "OLD NEW", 2, 2, 0, 0,
		N_("compares two versions of a regulation: what is new (+), gone (-) or otherwise (*)"),
		N_("OLD and NEW are ids or folders. Objects are compared by their ids."),
		verb_regulation_diff },
	{ "regulation rehearse", "ID|DIR", 1, 1, 0, SIGN_IN,
		N_("adopts a version on a copy of the office and says whether all goes on; the office "
		   "stays as it is"),
		N_("The copy lies in a private folder of $TMPDIR and is removed afterwards. The journal must "
		   "verify, a replay give the same tables, every record's sheet read as before, and wherever "
		   "a record waits somebody must be able to act. Takes the right to adopt; the "
		   "office's journal notes who rehearsed which version, and nothing else."),
		verb_regulation_rehearse },
	{ "regulation adopt", "ID|DIR", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_YES),
		N_("puts a version of a regulation into force, signed by card"),
		N_("Records keep the version they were written under. Who holds the roles that are new is "
		   "said "
		   "first; it is refused while the office has named nobody for one."),
		verb_regulation_adopt },
	{ "card enrol", "PERSON", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_CARD),
		N_("enrols a card for a person, signed by an administrator's card"),
		N_("The administrator signs in, then the new card is put into the reader, then the "
		   "administrator's again. With --card FILE.pem the certificates come from the file."),
		verb_card_enrol },
	{ "card revoke", "SERIAL", 1, 1, OPTION_BIT(OPTION_REASON), SIGN_IN | OPTION_BIT(OPTION_YES),
		N_("ends a card from now on, signed by an administrator's card"), NULL, verb_card_revoke },
	{ "card list", "", 0, 0, 0, SIGN_IN, N_("lists the enrolled cards"), NULL, verb_card_list },
	{ "people list", "", 0, 0, 0, SIGN_IN, N_("lists the people of the office with their posts today"),
		NULL, verb_people_list },
	{ "people import", "", 0, 0, 0,
		SIGN_IN | OPTION_BIT(OPTION_PEOPLE) | OPTION_BIT(OPTION_POSTINGS) |
			OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_YES),
		N_("takes people and postings over from CSV files, shown first, signed by card"),
		N_("UTF-8 and CP932 files are both read. What a file leaves out stays as it is."),
		verb_people_import },
	{ "office diff", "DIR", 1, 1, 0, SIGN_IN,
		N_("says what the office.yaml of a folder would change in the office, and who gains or loses "
		   "what"),
		N_("The same as office adopt --dry-run."), verb_office_diff },
	{ "office adopt", "DIR", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_YES),
		N_("takes sections, posts, deputies, roles, rights and the calendar's rules over from the "
		   "office.yaml of a folder, shown first, signed by card"),
		N_("What the file leaves out is gone. People, postings and the office's own days stay: "
		   "people "
		   "import and calendar import change them. It is refused where a role of an adopted "
		   "regulation "
		   "would have no holder, or where a record would wait for nobody; what waits goes to who "
		   "holds "
		   "the role afterwards."),
		verb_office_adopt },
	{ "calendar list", "", 0, 0, 0, SIGN_IN,
		N_("lists the days off to the end of the next fiscal year, without the weekdays that are "
		   "always off"),
		NULL, verb_calendar_list },
	{ "calendar import", "FILE", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_YES),
		N_("takes the office's own days off and days of work over from a CSV file, shown first, "
		   "signed by card"),
		N_("Columns: day, name and kind (closed, open or usual). What the file leaves out stays as "
		   "it is."),
		verb_calendar_import },
	{ "hours list", "", 0, 0, 0, SIGN_IN,
		N_("lists the regulations that set operating hours, and whether signing in obeys them"), NULL,
		verb_hours_list },
	{ "hours obey", "ID", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_YES),
		N_("lets signing in obey the operating hours of a regulation, signed by card"),
		N_("Outside them signing in is refused, or asks for a reason, as the regulation says. "
		   "Approved "
		   "hours and the report of an incident always open it; who keeps the office's data is only "
		   "asked for a reason, so that nobody can lock the office."),
		verb_hours_obey },
	{ "hours ignore", "ID", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_DRY_RUN) | OPTION_BIT(OPTION_YES),
		N_("lets everybody sign in at any hour again, signed by card"), NULL, verb_hours_ignore },
	{ "record list", "", 0, 0, 0,
		SIGN_IN | OPTION_BIT(OPTION_FORM) | OPTION_BIT(OPTION_STATE) | OPTION_BIT(OPTION_OUTPUT) |
			OPTION_BIT(OPTION_FORCE),
		N_("lists the records that you may read, the newest first"),
		N_("With --output the list is written as a PDF file instead, across, with a verification "
		   "number; the print is journaled first."),
		verb_record_list },
	{ "record show", "NUMBER", 1, 1, 0, SIGN_IN, N_("shows a record as its official form reads"), NULL,
		verb_record_show },
	{ "record print", "NUMBER", 1, 1, OPTION_BIT(OPTION_OUTPUT), SIGN_IN | OPTION_BIT(OPTION_FORCE),
		N_("writes the official form of a record as a PDF file"),
		N_("The print is journaled first; its number is on the sheet."), verb_record_print },
	{ "journal list", "", 0, 0, 0, SIGN_IN | OPTION_BIT(OPTION_COUNT),
		N_("lists the newest entries of the journal"), NULL, verb_journal_list },
	{ "journal verify", "", 0, 0, 0,
		SIGN_IN | OPTION_BIT(OPTION_CHAIN) | OPTION_BIT(OPTION_REPLAY) | OPTION_BIT(OPTION_ROOT),
		N_("verifies the journal: chain, seals, signatures and the signers' rights at the time"),
		NULL, verb_journal_verify },
	{ "journal check", "NUMBER", 1, 1, 0, SIGN_IN,
		N_("says whether anything changed since a paper with this verification number was printed"),
		NULL, verb_journal_check },
	{ "journal close", "", 0, 0, 0, SIGN_IN,
		N_("closes the day: signs the newest entry, so that nothing before it can be made anew"),
		NULL, verb_journal_close },
	{ "journal export", "FILE", 1, 1, 0, SIGN_IN | OPTION_BIT(OPTION_FORCE),
		N_("writes the journal as one stream of frames; contents stay sealed"), NULL,
		verb_journal_export },
	{ "backup", "DIR", 1, 1, 0, SIGN_IN,
		N_("writes a backup of the journal into DIR/journal and of the keys into DIR/keys"),
		N_("Keep the two apart, and the keys briefly: erasure must reach them too."), verb_backup },
	{ "restore", "DIR", 1, 1, OPTION_BIT(OPTION_OFFICE), OPTION_BIT(OPTION_KEY),
		N_("makes a new office folder from a backup and repeats every erasure since"), NULL,
		verb_restore },
	{ "doctor", "", 0, 0, 0, PLACE,
		N_("looks at reader, pcscd, locale, fonts, terminal, owners, modes and clock, and names each "
		   "cure"),
		NULL, verb_doctor },
	{ "workstation add", "NAME", 1, 1, 0, SIGN_IN,
		N_("enrols a workstation's id and says which file it belongs in"), NULL,
		verb_workstation_add },
	{ "help", "[COMMAND]", 0, 2, 0, 0, N_("explains choba or one of its commands"), NULL, verb_help },
};

const struct verb *verb_rows(size_t *ret_count)
{
	*ret_count = COUNT(rows);
	return rows;
}

const struct verb *verb_find(const struct words *words, size_t *ret_words)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t first = strcspn(rows[i].name, " ");
		bool two = rows[i].name[first] == ' ';
		if (!rows[i].name[0] ? words->count > 0 : words->count < (two ? 2 : 1))
			continue;
		if (rows[i].name[0] && (strlen(words->items[0]) != first ||
					       strncmp(words->items[0], rows[i].name, first) != 0))
			continue;
		if (two && strcmp(words->items[1], rows[i].name + first + 1) != 0)
			continue;
		*ret_words = !rows[i].name[0] ? 0 : two ? 2 : 1;
		return &rows[i];
	}
	return NULL;
}
