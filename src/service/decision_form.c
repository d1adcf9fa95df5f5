/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decision forms. */
#include "service/decision_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "service/deciding.h"
#include "service/outcome.h"

const struct form *decision_form_of(const struct standing *standing)
{
	const char *id = standing->form->decision;
	return id ? regulation_form(standing->regulation, id) : NULL;
}

static json_t *words_json(const struct decision_form_source *source, enum answer answer)
{
	const struct wish *wish = source->wish;
	return wish->answer == answer && wish->reason && *wish->reason ? json_string(wish->reason) : NULL;
}

static json_t *string_json(const char *string)
{
	return string ? json_string(string) : NULL;
}

/* A field of the application with its labels where the target is text, as it is where the types agree. */
static json_t *field_json(const struct field *target, const struct decision_form_source *source)
{
	const struct standing *standing = source->standing;
	const struct field *from = form_field(standing->form, target->fill_field);
	json_t *value = from ? json_object_get(source->values, from->id) : NULL;
	if (!value)
		return NULL;
	if (from->type == target->type)
		return json_deep_copy(value);
	char *text = field_text(from, source->values, standing->office, standing->day, LANGUAGE_JA);
	json_t *string = json_string(text);
	free(text);
	return string;
}

/* Who applied, as it stands after the act. */
static const char *applicant_of(const struct decision_form_source *source)
{
	struct standing after = *source->standing;
	after.record = source->record;
	return route_applicant(&after);
}

/* The value of one field, a new reference; NULL leaves it empty. */
static json_t *filled(const struct field *field, const struct decision_form_source *source)
{
	const struct record *record = source->record;
	switch (field->fill) {
	case FILL_FIELD: return field_json(field, source);
	case FILL_RECORD: return string_json(record->id);
	case FILL_NUMBER: {
		char *number = reading_number(record, LANGUAGE_JA);
		json_t *json = json_string(number);
		free(number);
		return json;
	}
	case FILL_FILED: return value_of_day(record->filed);
	case FILL_APPLICANT: return string_json(applicant_of(source));
	case FILL_SECTION: return string_json(record->section);
	case FILL_ANSWER: return json_string(answer_name(source->wish->answer));
	case FILL_REASON: return words_json(source, ANSWER_NO);
	case FILL_CONDITIONS: return words_json(source, ANSWER_CONDITIONAL);
	case FILL_DAY:
		return value_of_day(record->decided != DATE_NONE ? record->decided : source->standing->day);
	case FILL_DECIDER: return string_json(source->person);
	case FILL_SOURCE_RECORD: /* a plan is compiled, not decided */
	case FILL_SOURCE_NUMBER:
	case FILL_SOURCE_SECTION:
	case FILL_SOURCE_FIELD:
	case FILL_NONE:
	case FILL__COUNT: break;
	}
	return NULL;
}

json_t *decision_form_values(const struct form *form, const struct decision_form_source *source)
{
	json_t *values = json_object();
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		json_t *typed = field->filled_at && source->decided
					? json_object_get(source->decided, field->id)
					: NULL;
		json_t *value = typed ? json_incref(typed) : filled(field, source);
		if (value)
			json_object_set_new(values, field->id, value);
	}
	/* What hides behind an answer that was not given stays empty. */
	for (size_t i = 0; i < form->field_count; i++)
		if (!field_shown(&form->fields[i], values))
			json_object_del(values, form->fields[i].id);
	return values;
}

/* It goes out from the section that received the application, whoever its fields made that. */
static void add_sender(const struct decision_form_source *source, struct record *head)
{
	const struct record *record = source->record;
	for (size_t i = 0; i < record->way_count; i++) {
		const struct way_seat *seat = &record->way[i];
		const struct step *step = seat->step ? form_step(source->standing->form, seat->step) : NULL;
		if (!seat->step || (step && step->number))
			record_way_add(head, seat);
	}
}

enum result decision_form_write(
	struct session *session, const struct decision_form_source *source, struct error *err)
{
	const struct form *form = decision_form_of(source->standing);
	const struct record *record = source->record;
	struct record head = record_empty();
	head.id = memory_string(record->decision);
	head.regulation = memory_string(record->regulation);
	head.regulation_hash = memory_string(record->regulation_hash);
	head.form = memory_string(form->id);
	head.state = RECORD_DECIDED;
	head.version = 1;
	head.section = memory_string(record->section);
	head.applicant = memory_string(applicant_of(source));
	add_sender(source, &head);
	head.filed = source->standing->day;
	head.decided = record->decided;
	head.answer = record->answer;
	head.decision_of = memory_string(record->id);
	enum result r = journal_next(session->desk->store, &head.revision, err);
	head.contents = head.revision;
	if (r == RESULT_OK) {
		struct transition transition = { .act = ACT_FILE, .version = 1 };
		struct entry entry = entries_by(session, ENTRY_ACT);
		char salt[HASH_HEX_SIZE];
		statement_salt(salt);
		entries_about(&entry, &head);
		json_t *values = decision_form_values(form, source);
		entry.envelope = json_pack("{s:o, s:o, s:o*}", "record", record_to_json(&head), "transition",
			entry_transition(&transition), "effects",
			outcome_of_decision(session, form, values, head.answer, head.decided));
		entry.contents = json_pack("{s:s, s:o}", "salt", salt, "values", values);
		r = journal_append(session->desk->store, &entry, err);
		entry_done(&entry);
	}
	record_done(&head);
	return r;
}
