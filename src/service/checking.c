/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying and listing the journal, and papers against it. */
#include "service/checking.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "service/entries.h"
#include "store/query.h"
#include "store/replay.h"

static enum result need_audit(const struct session *session, struct error *err)
{
	enum result r = desk_refresh(session->desk, err);
	if (r != RESULT_OK || office_has_right(&session->desk->office, session->person, RIGHT_AUDIT))
		return r;
	return error_refuse(err, NULL, _("The journal is looked at by people with the right \"%s\""),
		right_text(RIGHT_AUDIT));
}

static struct verify_options options_of(
	enum verify_mode mode, const char *root, const struct checking_progress *progress)
{
	struct verify_options options = { .mode = mode, .root = root };
	if (progress) {
		options.progress = progress->step;
		options.data = progress->data;
	}
	return options;
}

/* What a run found, in one sentence or two. */
static void say(const struct verify_report *report, bool full, const char *root, struct text *text)
{
	char head[HASH_HEX_SIZE];
	hash_hex(&report->head, head);
	text_format(text, _("The chain is whole: %lld entries, %lld bytes."), (long long)report->entries,
		(long long)report->bytes);
	if (full)
		text_format(text, _(" %lld signatures are good; %lld entries are lawfully erased."),
			(long long)report->signatures, (long long)report->erased);
	if (root)
		text_add(text, _(" The root is the one on paper."));
	text_format(text, _("\nHead: %s"), head);
}

enum result checking_chain(const char *folder, const char *root, const struct checking_progress *progress,
	char **ret_said, struct error *err)
{
	struct store *store;
	struct verify_options options = options_of(VERIFY_CHAIN, root, progress);
	struct verify_report report = { 0 };
	enum result r = store_open_chain(folder, &store, err);
	if (r != RESULT_OK)
		return r;
	r = journal_verify(store, &options, &report, err);
	if (r == RESULT_OK) {
		struct text text = { 0 };
		say(&report, false, root, &text);
		*ret_said = text_take(&text);
	}
	store_close(store);
	return r;
}

enum result checking_all(struct session *session, bool replay, const char *root,
	const struct checking_progress *progress, char **ret_said, struct error *err)
{
	struct store *store = session->desk->store;
	struct verify_options options = options_of(VERIFY_FULL, root, progress);
	struct verify_report report = { 0 };
	int64_t rows = 0;
	enum result r = need_audit(session, err);
	if (r == RESULT_OK)
		r = entries_note(session, ENTRY_NOTE,
			json_pack("{s:s, s:b}", "what", "verify", "replay", (int)replay), err);
	if (r == RESULT_OK)
		r = journal_verify(store, &options, &report, err);
	if (r == RESULT_OK && replay)
		r = replay_compare(store, &rows, err);
	if (r != RESULT_OK)
		return r;
	struct text text = { 0 };
	say(&report, true, root, &text);
	if (replay)
		text_format(&text, _("\nMade anew from the journal, all %lld rows of the tables are equal."),
			(long long)rows);
	*ret_said = text_take(&text);
	return RESULT_OK;
}

static void time_text(int64_t ms, char text[2 * DATE_TEXT_SIZE])
{
	char day[DATE_TEXT_SIZE], clock[DATE_TEXT_SIZE];
	date_text(date_from_ms(ms), i18n_language(), true, day);
	date_clock_text(ms, clock);
	snprintf(text, 2 * DATE_TEXT_SIZE, "%s %s", day, clock);
}

static const char *person_name(const struct desk *desk, const char *id)
{
	const struct person *person = id ? office_person(&desk->office, id) : NULL;
	return person ? person_text(person) : id ? id : "";
}

enum result checking_close(struct session *session, const struct card_pin *pin, int *ret_tries,
	char **ret_said, struct error *err)
{
	int64_t sequence;
	struct hash hash;
	char hex[HASH_HEX_SIZE];
	*ret_tries = -1;
	enum result r = need_audit(session, err);
	if (r == RESULT_OK)
		r = journal_head(session->desk->store, &sequence, &hash, err);
	if (r != RESULT_OK)
		return r;
	hash_hex(&hash, hex);
	struct entry entry = entries_by(session, ENTRY_CLOSING);
	entry.envelope = json_pack("{s:I, s:s}", "sequence", (json_int_t)sequence, "hash", hex);
	r = entries_commit_signed(session, &entry, STATEMENT_CLOSING,
		&(struct entries_demand){ RIGHT_AUDIT, 0 }, pin, ret_tries, err);
	if (r == RESULT_OK)
		*ret_said = memory_format(_("Closed and signed up to entry %lld"), (long long)sequence);
	return r;
}

enum result checking_paper(struct session *session, const char *number, char **ret_said, struct error *err)
{
	struct desk *desk = session->desk;
	struct print_check check = { 0 };
	char when[2 * DATE_TEXT_SIZE];
	/* Whoever holds the paper may ask what became of it; the number is its key. */
	enum result r = journal_check(desk->store, number, &check, err);
	if (r == RESULT_OK)
		r = entries_note(
			session, ENTRY_NOTE, json_pack("{s:s, s:s}", "what", "check", "number", number), err);
	if (r != RESULT_OK) {
		print_check_done(&check);
		return r;
	}
	struct text text = { 0 };
	time_text(check.time, when);
	text_format(&text, _("This paper was printed on %s by %s."), when, person_name(desk, check.actor));
	text_add_char(&text, '\n');
	if (check.changed) {
		time_text(check.changed_time, when);
		text_format(&text, _("The record was changed afterwards, on %s."), when);
	} else {
		text_add(&text, _("Nothing was done to the record since."));
	}
	if (check.voided)
		text_add(&text, _(" The print failed, so the number is void."));
	if (check.erased)
		text_add(&text, _(" Its contents are lawfully erased by now."));
	*ret_said = text_take(&text);
	print_check_done(&check);
	return RESULT_OK;
}

/* The words for each kind of entry. */
static const char *const kind_words[] = {
	[ENTRY_GENESIS] = N_("founding"),
	[ENTRY_OFFICE] = N_("office changed"),
	[ENTRY_WORKSTATION] = N_("workstation enrolled"),
	[ENTRY_ENROL] = N_("card enrolled"),
	[ENTRY_REVOKE] = N_("card revoked"),
	[ENTRY_ADOPT] = N_("regulation adopted"),
	[ENTRY_SIGN_IN] = N_("sign-in"),
	[ENTRY_SIGN_OUT] = N_("sign-out"),
	[ENTRY_SIGN_IN_FAILED] = N_("sign-in failed"),
	[ENTRY_LOCK] = N_("screen locked"),
	[ENTRY_UNLOCK] = N_("screen unlocked"),
	[ENTRY_FREE] = N_("operator freed"),
	[ENTRY_PASSWORD] = N_("password set"),
	[ENTRY_ACT] = N_("act"),
	[ENTRY_READ] = N_("record opened"),
	[ENTRY_LIST] = N_("list shown"),
	[ENTRY_SEARCH] = N_("search"),
	[ENTRY_PRINT] = N_("printed"),
	[ENTRY_EXPORT] = N_("export"),
	[ENTRY_ERASE] = N_("erasure"),
	[ENTRY_CLOSING] = N_("daily closing"),
	[ENTRY_RESTORED] = N_("restored"),
	[ENTRY_NOTE] = N_("note"),
	[ENTRY_ACKNOWLEDGE] = N_("text acknowledged"),
	[ENTRY_ABSENCE] = N_("absence"),
};
static_assert(COUNT(kind_words) == ENTRY__COUNT, "every kind of entry has its words");

static const char *const act_words[] = {
	[ACT_FILE] = N_("filed"),
	[ACT_PASS] = N_("passed on"),
	[ACT_DECIDE] = N_("decision"),
	[ACT_RETURN] = N_("returned"),
	[ACT_CORRECT] = N_("corrected"),
	[ACT_PULL_BACK] = N_("pulled back"),
	[ACT_WITHDRAW] = N_("withdrawn"),
	[ACT_SEE_AFTER] = N_("seen afterwards"),
	[ACT_TRANSCRIBE] = N_("paper decision typed in"),
	[ACT_CONFIRM] = N_("paper decision confirmed"),
	[ACT_DISPATCH] = N_("dispatched"),
	[ACT_RECEIPT] = N_("receipt confirmed"),
	[ACT_FOLLOWED] = N_("followed by another record"),
};
static_assert(COUNT(act_words) == ACT__COUNT, "every act has its words");

/* What an entry is about, as far as its clear envelope tells. */
static void add_about(const struct entry *entry, struct text *text)
{
	const char *name =
		json_string_value(json_object_get(json_object_get(entry->envelope, "transition"), "act"));
	enum act act;
	if (entry->kind == ENTRY_ACT && name && act_from_name(name, &act) == RESULT_OK)
		text_format(text, " %s", _(act_words[act]));
	static const char *const keys[] = { "what", "person", "card", "regulation", "version", "reason",
		"outside" };
	for (size_t i = 0; i < COUNT(keys); i++) {
		const char *value = json_string_value(json_object_get(entry->envelope, keys[i]));
		if (value)
			text_format(text, " %s", value);
	}
	if (entry->form)
		text_format(text, " %s", entry->form);
	if (entry->record)
		text_format(text, " %s", entry->record);
	if (entry->jump)
		text_format(text, _(" (the clock jumped by %lld s)"), (long long)(entry->jump / 1000));
}

/* Why somebody signed in outside the hours: what he typed is for who looks at the journal. */
static void add_plea(const struct desk *desk, const struct entry *entry, struct text *text)
{
	struct entry whole;
	struct error ignored;
	if (entry->kind != ENTRY_SIGN_IN || !json_object_get(entry->envelope, "outside") ||
		journal_entry(desk->store, entry->sequence, &whole, &ignored) != RESULT_OK)
		return;
	const char *reason = json_string_value(json_object_get(whole.contents, "reason"));
	text_format(text, ": %s", reason ? reason : "");
	entry_done(&whole);
}

static char *entry_line(const struct desk *desk, const struct entry *entry)
{
	struct text text = { 0 };
	char when[2 * DATE_TEXT_SIZE];
	time_text(entry->time, when);
	text_format(&text, "%6lld %s %s %s%s", (long long)entry->sequence, when, _(kind_words[entry->kind]),
		person_name(desk, entry->actor), entry->signature.length ? _(" (signed)") : "");
	add_about(entry, &text);
	add_plea(desk, entry, &text);
	return text_take(&text);
}

enum result checking_list(
	struct session *session, size_t count, char ***ret_lines, size_t *ret_count, struct error *err)
{
	struct desk *desk = session->desk;
	struct entry_filter filter = { .limit = count };
	struct entries entries;
	char **lines = NULL;
	size_t line_count = 0;
	enum result r = need_audit(session, err);
	if (r == RESULT_OK)
		r = entries_note(session, ENTRY_LIST, json_pack("{s:s}", "what", "journal"), err);
	if (r == RESULT_OK)
		r = query_entries(desk->store, &filter, &entries, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < entries.count; i++)
		*LIST_ADD(lines, line_count) = entry_line(desk, &entries.items[i]);
	entries_done(&entries);
	*ret_lines = lines;
	*ret_count = line_count;
	return RESULT_OK;
}
