/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes: written by the act that ends a record, all in its transaction. */
#include "service/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/compile.h"
#include "domain/effect.h"
#include "domain/notice.h"
#include "domain/value.h"
#include "service/decision_form.h"
#include "service/entries.h"
#include "service/reading.h"
#include "service/using.h"
#include "store/query.h"

static bool is_end(const struct outcome_source *source, const struct record *next)
{
	return next->state == RECORD_DECIDED && source->standing->record->state != RECORD_DECIDED;
}

static bool is_yes(const struct record *record)
{
	return record->state == RECORD_DECIDED &&
	       (record->answer == ANSWER_YES || record->answer == ANSWER_CONDITIONAL);
}

/* What the decision's own form said when an earlier act wrote it; NULL where there is none. */
static json_t *told_before(struct session *session, const struct record *record)
{
	struct record decision;
	struct entry entry;
	json_t *values = NULL;
	if (!record->decision ||
		query_record(session->desk->store, record->decision, &decision, NULL) != RESULT_OK)
		return NULL;
	if (journal_entry(session->desk->store, decision.contents, &entry, NULL) == RESULT_OK) {
		values = json_incref(json_object_get(entry.contents, "values"));
		entry_done(&entry);
	}
	record_done(&decision);
	return values;
}

/* The values that count at the end; the caller owns them. */
static json_t *values_of(
	struct session *session, const struct outcome_source *source, const struct record *next)
{
	const struct standing *standing = source->standing;
	if (source->written)
		return effect_values(
			standing->form, standing->values, source->written, source->written_values);
	json_t *before = told_before(session, next);
	json_t *values = effect_values(
		standing->form, standing->values, before ? decision_form_of(standing) : NULL, before);
	json_decref(before);
	return values;
}

/* The day from which an earlier record is over, as the form names it or the day of the act. */
static date follow_day(const struct outcome_source *source, const struct follow *follow, const json_t *values)
{
	date day = effect_day(source->standing->form, follow->on, values, NULL, false);
	return day != DATE_NONE ? day : source->standing->day;
}

static const char *named(const struct follow *follow, const json_t *values)
{
	if (!condition_holds(&follow->when, values))
		return NULL;
	const char *earlier = json_string_value(json_object_get(values, follow->field));
	return earlier && *earlier ? earlier : NULL;
}

/* With what is ended or revoked goes all that it made true. */
static void add_ends(const struct outcome_source *source, const json_t *values, json_t *effects)
{
	const struct form *form = source->standing->form;
	for (size_t i = 0; i < form->follow_count; i++) {
		const struct follow *follow = &form->follows[i];
		const char *earlier = named(follow, values);
		char iso[DATE_ISO_SIZE];
		if (!earlier || (follow->how != FOLLOW_END && follow->how != FOLLOW_REVOKE))
			continue;
		date_iso(follow_day(source, follow, values), iso);
		json_array_append_new(
			effects, json_pack("{s:s, s:s, s:s}", "how", "end", "record", earlier, "from", iso));
	}
}

/* The sections whose records a plan has collected, each once, borrowed from the heads. */
static enum result find_sources(struct session *session, const struct record *plan, char ***ret_sections,
	size_t *ret_count, struct error *err)
{
	char **sections = NULL;
	size_t count = 0;
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < plan->relation_count; i++) {
		struct record record;
		if (plan->relations[i].kind != RELATION_COMPILE)
			continue;
		r = query_record(session->desk->store, plan->relations[i].record, &record, err);
		if (r == RESULT_NOT_FOUND) { /* a line whose record this office does not have tells nobody */
			r = RESULT_OK;
			continue;
		}
		if (r != RESULT_OK)
			break;
		bool known = !record.section;
		for (size_t k = 0; k < count && !known; k++)
			known = !strcmp(sections[k], record.section);
		if (!known)
			*LIST_ADD(sections, count) = memory_string(record.section);
		record_done(&record);
	}
	*ret_sections = sections;
	*ret_count = count;
	return r;
}

static enum result tell(struct session *session, const struct outcome_source *source, const json_t *values,
	struct record *next, struct error *err)
{
	char **sections = NULL;
	size_t count = 0;
	enum result r = find_sources(session, next, &sections, &count, err);
	if (r == RESULT_OK) {
		/* Seen as it is after the act: the applicant's head may just have become known. */
		struct standing after = *source->standing;
		after.record = next;
		notice_resolve(&after, values, (const char *const *)sections, count, next);
	}
	for (size_t i = 0; i < count; i++)
		free(sections[i]);
	free(sections);
	return r;
}

enum result outcome_settle(struct session *session, const struct outcome_source *source, struct record *next,
	json_t **ret_effects, struct error *err)
{
	const struct standing *standing = source->standing;
	const struct form *form = standing->form;
	*ret_effects = NULL;
	if (!is_end(source, next))
		return RESULT_OK;
	json_t *values = values_of(session, source, next);
	if (is_yes(next)) {
		struct effect_rows rows = { 0 };
		effect_find(form, values, standing->office, standing->day, &rows);
		json_t *effects = effect_rows_to_json(&rows);
		effect_rows_done(&rows);
		add_ends(source, values, effects);
		if (json_array_size(effects))
			*ret_effects = json_incref(effects);
		json_decref(effects);
		next->use_from = effect_day(form, form->use_from, values, NULL, false);
		next->use_to =
			effect_day(form, form->use_to ? form->use_to : form->use_from, values, NULL, true);
		/* A single day without an end is the first of an open use. */
		const struct field *from = form->use_from ? form_field(form, form->use_from) : NULL;
		if (from && !form->use_to && from->type != FIELD_PERIOD)
			next->use_to = DATE_NONE;
	}
	enum result r = tell(session, source, values, next, err);
	json_decref(values);
	return r;
}

json_t *outcome_of_decision(
	struct session *session, const struct form *form, const json_t *values, enum answer answer, date day)
{
	struct effect_rows rows = { 0 };
	if (answer != ANSWER_YES && answer != ANSWER_CONDITIONAL)
		return NULL;
	effect_find(form, values, &session->desk->office, day, &rows);
	json_t *effects = rows.count ? effect_rows_to_json(&rows) : NULL;
	effect_rows_done(&rows);
	return effects;
}

/* ---- earlier records ---------------------------------------------------------------- */

/* Whether an earlier record can still be followed so: what was revoked is reported as ended afterwards. */
static bool is_open_to(const struct record *earlier, enum follow_how how)
{
	return !earlier->concluded_by || (earlier->concluded == RELATION_REVOKE && how == FOLLOW_END);
}

static enum result append_followed(struct session *session, const struct record *earlier,
	enum relation_kind kind, const struct record *by, date on, struct error *err)
{
	struct desk *desk = session->desk;
	struct record next;
	record_copy(earlier, &next);
	/* What was revoked is over since then, whenever its end is reported. */
	if (!earlier->concluded_by)
		next.concluded_on = on;
	free(next.concluded_by);
	next.concluded_by = memory_string(by->id);
	next.concluded = kind;
	enum result r = journal_next(desk->store, &next.revision, err);
	if (r == RESULT_OK) {
		struct transition transition = { .act = ACT_FOLLOWED, .version = next.version };
		struct entry entry = entries_by(session, ENTRY_ACT);
		entries_about(&entry, &next);
		entry.envelope = json_pack("{s:o, s:o, s:s}", "record", record_to_json(&next), "transition",
			entry_transition(&transition), "by", by->id);
		r = journal_append(desk->store, &entry, err);
		entry_done(&entry);
	}
	record_done(&next);
	return r;
}

static enum result follow_one(struct session *session, const struct outcome_source *source,
	const struct follow *follow, const json_t *values, const struct record *next, struct error *err)
{
	struct record earlier;
	enum result r = query_record(session->desk->store, named(follow, values), &earlier, err);
	if (r != RESULT_OK)
		return r;
	if (!is_open_to(&earlier, follow->how)) {
		char *words = using_words(session, &earlier);
		r = error_refuse(err, source->standing->form->article,
			_("%s was changed, continued, ended or revoked by another record meanwhile; return "
			  "this "
			  "one to its drafter"),
			words);
		free(words);
	} else {
		r = append_followed(session, &earlier, (enum relation_kind)follow->how, next,
			follow_day(source, follow, values), err);
	}
	record_done(&earlier);
	return r;
}

enum result outcome_follow(struct session *session, const struct outcome_source *source,
	const struct record *next, struct error *err)
{
	const struct form *form = source->standing->form;
	enum result r = RESULT_OK;
	if (!is_end(source, next) || !is_yes(next))
		return RESULT_OK;
	json_t *values = values_of(session, source, next);
	for (size_t i = 0; r == RESULT_OK && i < form->follow_count; i++)
		if (named(&form->follows[i], values))
			r = follow_one(session, source, &form->follows[i], values, next, err);
	json_decref(values);
	return r;
}

/* ---- at filing -------------------------------------------------------------------------- */

static void add_fault(
	struct faults *faults, const struct field *field, const struct form *form, char *sentence)
{
	struct fault *fault = LIST_ADD(faults->items, faults->count);
	*fault = (struct fault){ .field = field,
		.sentence = sentence,
		.article = field->article ? field->article : form->article };
}

/* A report that was accepted or a notice that went out permits nothing: it is followed only by a form
 * whose field is for that form, as where a section replaces what a plan collects. */
static bool was_applied_for(struct session *session, const struct record *record)
{
	const struct regulation *regulation;
	if (desk_regulation(session->desk, record->regulation_hash, &regulation, NULL) != RESULT_OK)
		return false;
	const struct form *form = regulation_form(regulation, record->form);
	return form && form->kind == FORM_APPLICATION;
}

/* Why an earlier record cannot be followed; NULL where it can. */
static char *why_not(struct session *session, const struct field *field, const struct record *earlier,
	enum follow_how how, const char *self)
{
	if (!field_takes_form(field, earlier->form))
		return memory_string(_("This record is of another form than the one that is asked for"));
	if (!is_yes(earlier) || (!field->form_count && !was_applied_for(session, earlier)))
		return memory_string(_("Only what was decided with a yes can be changed, continued, ended or "
				       "revoked; this record was not"));
	if (!is_open_to(earlier, how))
		return memory_string(
			_("This record is not in force any more: another one changed, continued, "
			  "ended or revoked it"));
	char *other = using_pending(session, earlier->id, self);
	if (!other)
		return NULL;
	char *sentence = memory_format(_("%s, which concerns the same record, is under way already"), other);
	free(other);
	return sentence;
}

static void check_follow(struct session *session, const struct form *form, const struct follow *follow,
	const json_t *values, const char *self, struct faults *faults)
{
	const struct field *field = form_field(form, follow->field);
	const char *id = named(follow, values);
	struct record earlier;
	if (!field || !id)
		return;
	if (query_record(session->desk->store, id, &earlier, NULL) != RESULT_OK) {
		add_fault(faults, field, form,
			memory_string(_("This names no record of this office; choose one with F4")));
		return;
	}
	char *sentence = why_not(session, field, &earlier, follow->how, self);
	if (sentence)
		add_fault(faults, field, form, sentence);
	record_done(&earlier);
}

void outcome_faults(struct session *session, const struct regulation *regulation, const struct form *form,
	const json_t *values, const char *self, struct faults *ret_faults)
{
	struct desk *desk = session->desk;
	effect_faults(regulation, form, values, NULL, &desk->office, desk_today(desk), ret_faults);
	for (size_t i = 0; i < form->follow_count; i++)
		check_follow(session, form, &form->follows[i], values, self, ret_faults);
}

void outcome_relate(const struct form *form, const json_t *values, struct record *next)
{
	for (size_t i = 0; i < next->relation_count; i++)
		free(next->relations[i].record);
	next->relation_count = 0;
	for (size_t i = 0; i < form->follow_count; i++) {
		const char *earlier = named(&form->follows[i], values);
		if (earlier)
			record_relate(next, earlier, (enum relation_kind)form->follows[i].how);
	}
	compile_relate(form, values, next);
}
