/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records put on paper: who applies to whom, the cells of the route, the decision. */
#include "service/sheet_of.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "store/query.h"

int text_columns(uint32_t code)
{
	int category = u_charType((UChar32)code);
	if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
		return 0;
	switch (u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_WIDE:
	case U_EA_FULLWIDTH: return 2;
	default: return category == U_PRIVATE_USE_CHAR ? 2 : 1;
	}
}

/* Section, post and name of a person on a day; the post he acted in where one is given. */
static void fill_party(struct sheet_party *party, const struct office *office, const char *person_id,
	const char *post_id, date day)
{
	const struct posting *posting = person_id ? office_main_posting(office, person_id, day) : NULL;
	const struct post *post = post_id   ? office_post(office, post_id)
				  : posting ? office_post(office, posting->post)
					    : NULL;
	const struct person *person = person_id ? office_person(office, person_id) : NULL;
	const struct section *section = post && post->section ? office_section(office, post->section) : NULL;
	party->section = memory_string(section ? section->name.ja : NULL);
	party->post = memory_string(post ? post->name.ja : NULL);
	party->name = memory_string(person ? person->name : NULL);
	party->contact = memory_string(section ? section->phone : NULL);
}

/* The last act at a step in the present round, NULL where it is still to come. */
static const struct transition *done_at(const struct history *history, const char *step)
{
	for (size_t i = history->count; i-- > 0;) {
		const struct transition *item = &history->items[i];
		if (item->act == ACT_FILE || item->act == ACT_CORRECT)
			return NULL;
		/* A return to an earlier step takes back what was done from there on. */
		if (item->act == ACT_RETURN && item->to_step && step && !strcmp(item->to_step, step))
			return NULL;
		if ((item->act == ACT_PASS || item->act == ACT_DECIDE) && item->step && step &&
			!strcmp(item->step, step))
			return item;
	}
	return NULL;
}

static int rank_of(const struct standing *standing, const struct step *step)
{
	const struct post *post = step->by_count ? route_actor_post(standing, &step->by[0], NULL) : NULL;
	return post ? post->rank : INT32_MAX;
}

/* The regulation's role that acts at a step, NULL where it is the head's or a whole section's. */
static const struct role *role_at(const struct standing *standing, const struct step *step)
{
	bool is_role = step && step->by_count && step->by[0].kind == ACTOR_ROLE;
	return is_role ? regulation_role(standing->regulation, step->by[0].role) : NULL;
}

/* The post whose cell it is: of the role, of the head, or the step's own word for a whole section. */
static const char *cell_post(const struct standing *standing, const struct step *step)
{
	const struct role *role = role_at(standing, step);
	if (role)
		return role->label.ja;
	const struct post *post = step->by_count ? route_actor_post(standing, &step->by[0], NULL) : NULL;
	return post ? post->name.ja : step->label.ja;
}

static void add_cell(struct sheet_content *content, const struct standing *standing, const struct step *step)
{
	const struct transition *done = done_at(standing->history, step->id);
	struct sheet_approval *cell = sheet_add_approval(content, cell_post(standing, step));
	if (!done)
		return;
	date day = date_from_ms(done->time);
	const struct person *person = office_person(standing->office, done->actor);
	cell->name = memory_string(person ? person->name : done->actor);
	cell->day = day;
	cell->capacity = done->capacity;
	if (done->capacity == CAPACITY_ACTING) {
		const struct posting *own = office_main_posting(standing->office, done->actor, day);
		const struct post *post = own ? office_post(standing->office, own->post) : NULL;
		const struct role *role = role_at(standing, step);
		cell->acting = role && role->acting.ja
				       ? memory_string(role->acting.ja)
				       : memory_format("%s（職務代理者）", post ? post->name.ja : "");
	}
}

/* Highest post at the left; steps of a like rank stand in the order of the route. */
static void add_cells(struct sheet_content *content, const struct standing *standing)
{
	const struct form *form = standing->form;
	const struct step **order = memory_new(form->step_count, sizeof *order);
	for (size_t i = 0; i < form->step_count; i++) {
		size_t at = i;
		/* Insertion: later steps, being higher as a rule, move to the front among their equals. */
		for (; at > 0 && rank_of(standing, order[at - 1]) >= rank_of(standing, &form->steps[i]); at--)
			order[at] = order[at - 1];
		order[at] = &form->steps[i];
	}
	for (size_t i = 0; i < form->step_count; i++)
		add_cell(content, standing, order[i]);
	free(order);
}

static void add_answers(struct sheet_content *content, const struct standing *standing)
{
	const struct record *record = standing->record;
	const struct form *form = standing->form;
	if (!form->step_count)
		return;
	const struct step *step = &form->steps[form->step_count - 1];
	for (int answer = 0; answer < ANSWER__COUNT; answer++)
		if (step->words[answer].ja)
			sheet_add_answer(content, step->words[answer].ja,
				record->state == RECORD_DECIDED && record->answer == (enum answer)answer);
	content->decided = record->decided;
}

static void fill_application(struct sheet_content *content, const struct dossier *dossier)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = &dossier->record;
	const struct form *form = standing->form;
	const struct role *addressee =
		form->addressee ? regulation_role(standing->regulation, form->addressee) : NULL;
	content->addressee.post = memory_string(addressee ? addressee->label.ja : NULL);
	const struct post *head = office_head(standing->office, record->section, record->filed);
	fill_party(&content->applicant, standing->office, record->applicant, head ? head->id : NULL,
		record->filed);
	if (record->late)
		sheet_add_note(content, "期限後の提出");
	content->receipt_number = record->number ? reading_number(record, LANGUAGE_JA) : NULL;
	content->received = record->received;
	add_answers(content, standing);
	add_cells(content, standing);
	if (record->state == RECORD_WITHDRAWN)
		content->stamp = memory_string("取下げ");
	else if (record->state == RECORD_RETURNED)
		content->stamp = memory_string("差戻し中");
	for (size_t i = 0; i < dossier->history.count; i++)
		if (dossier->history.items[i].act == ACT_DECIDE && dossier->reasons[i]) {
			free(content->conditions);
			content->conditions = memory_string(dossier->reasons[i]);
		}
}

static void drop(char **string)
{
	free(*string);
	*string = NULL;
}

/* 「保護管理者（課長）」, or as the regulation has its substitute sign. The paper goes out in
 * the name of the post; a deputy's hand stands in the application's cells. */
static void fill_sender(struct sheet_content *content, const struct standing *standing,
	const struct step *step, const struct transition *done)
{
	bool for_holder = done->capacity == CAPACITY_DEPUTY && done->principal;
	bool acting = done->capacity == CAPACITY_ACTING;
	struct sheet_party *sender = &content->sender;
	fill_party(sender, standing->office, for_holder ? done->principal : done->actor,
		acting ? NULL : done->post, standing->record->decided);
	drop(&sender->contact);
	const struct role *role = role_at(standing, step);
	if (!role || !sender->post)
		return;
	char *post = acting && role->acting.ja ? memory_string(role->acting.ja)
					       : memory_format("%s（%s）", role->label.ja, sender->post);
	free(sender->post);
	sender->post = post;
}

static void fill_sentence(struct sheet_content *content, const struct form *form,
	const struct record *application, const char *answer)
{
	char day[DATE_TEXT_SIZE];
	const char *sentence = form->sheet.sentence.ja;
	date_text(application->filed, LANGUAGE_JA, false, day);
	char *number = memory_format("%d", application->number);
	free(content->sentence);
	content->sentence = sentence ? sheet_sentence(sentence, day, number, answer) : NULL;
	free(number);
}

/* A decision is written by the decider to the applicant of the record it
 * decides; as mail inside the office it names his post alone. */
static enum result fill_decision(struct session *session, struct sheet_content *content,
	const struct dossier *dossier, struct error *err)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = &dossier->record;
	struct record application;
	struct history history = { 0 };
	enum result r = query_record(session->desk->store, record->decision_of, &application, err);
	if (r != RESULT_OK)
		return r;
	const struct form *decides = regulation_form(standing->regulation, application.form);
	const struct step *step =
		decides && decides->step_count ? &decides->steps[decides->step_count - 1] : NULL;
	const struct post *head = office_head(standing->office, application.section, record->decided);
	fill_party(&content->addressee, standing->office, application.applicant, head ? head->id : NULL,
		record->decided);
	drop(&content->addressee.contact);
	drop(&content->addressee.name);
	r = query_history(session->desk->store, application.id, &history, err);
	for (size_t i = 0; r == RESULT_OK && i < history.count; i++)
		if (history.items[i].act == ACT_DECIDE)
			fill_sender(content, standing, step, &history.items[i]);
	fill_sentence(content, standing->form, &application, step ? step->words[record->answer].ja : NULL);
	history_done(&history);
	record_done(&application);
	return r;
}

enum result sheet_of(struct session *session, const struct dossier *dossier,
	struct sheet_content *ret_content, struct error *err)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = &dossier->record;
	struct sheet_content content;
	sheet_content_init(&content);
	json_t *values = json_deep_copy(dossier->values);
	json_object_update(values, dossier->decided);
	date day = record->dispatched != DATE_NONE ? record->dispatched
		   : record->decision_of           ? record->decided
						   : record->filed;
	sheet_content_form(&content, standing->form, values, standing->office, day);
	json_decref(values);
	content.training = session->desk->training;
	content.document_number = memory_string(record->document_number);
	content.printed_at = clock_now(session->desk->clock);
	enum result r = RESULT_OK;
	if (record->decision_of)
		r = fill_decision(session, &content, dossier, err);
	else
		fill_application(&content, dossier);
	if (r != RESULT_OK) {
		sheet_content_done(&content);
		return r;
	}
	*ret_content = content;
	return RESULT_OK;
}
