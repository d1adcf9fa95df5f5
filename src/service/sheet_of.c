/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records put on paper: who applies to whom, the cells of the route, the decision. */
#include "service/sheet_of.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/notice.h"
#include "domain/route.h"
#include "service/attaching.h"
#include "service/using.h"
#include "store/query.h"

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

/* The post with its section in one word. The caller frees. */
static char *post_words(const struct office *office, const struct post *post)
{
	const struct section *section = post->section ? office_section(office, post->section) : NULL;
	return sheet_post(section ? section->name.ja : NULL, post->name.ja);
}

/* Who sits first at a step of the record's way. */
static struct sitting sitting_at(const struct standing *standing, const struct step *step)
{
	struct way_seat seat;
	for (size_t i = 0; step && i < step->by_count; i++)
		if (seat_on_way(standing, step, i, &seat))
			return seat_sitting(standing, &step->by[i], &seat);
	return (struct sitting){ 0 };
}

enum { RANK_ABOVE = 0, RANK_NO_POST = INT32_MAX - 1, RANK_ASIDE = INT32_MAX };

/* 合議: who is consulted or consents beside the line that decides. Where nobody decides, the consents do. */
static bool is_aside(const struct form *form, const struct step *step)
{
	if (step->kind != STEP_CONSULT && step->kind != STEP_CONSENT && step->kind != STEP_HEAR)
		return false;
	for (size_t i = 0; i < form->step_count; i++)
		if (form->steps[i].kind == STEP_DECIDE)
			return true;
	return false;
}

/* Steps that run together stand together, where the first of them belongs. */
static int rank_of(const struct standing *standing, const struct step *step)
{
	const struct step *first = step;
	while (first > standing->form->steps && route_together(standing->form, first - 1, step))
		first--;
	const struct sitting sitting = sitting_at(standing, first);
	if (is_aside(standing->form, first))
		return RANK_ASIDE;
	if (sitting.outside) /* a mayor: above all who have a card */
		return RANK_ABOVE;
	return sitting.post ? sitting.post->rank : RANK_NO_POST;
}

/* The post whose cell it is: of the role, of the head (with his section where it is another's
 * than the applicant's), or the step's own word for a whole section. The caller frees. */
static char *cell_post(const struct standing *standing, const struct step *step)
{
	const struct sitting sitting = sitting_at(standing, step);
	if (sitting.role && !sitting.section)
		return memory_string(sitting.role->label.ja);
	if (!sitting.post)
		return memory_string(step->label.ja);
	const char *own = standing->record->section, *section = sitting.post->section;
	return own && section && strcmp(own, section) != 0 ? post_words(standing->office, sitting.post)
							   : memory_string(sitting.post->name.ja);
}

static char *acting_words(
	const struct standing *standing, const struct step *step, const struct transition *done)
{
	const struct posting *own =
		office_main_posting(standing->office, done->actor, date_from_ms(done->time));
	const struct post *post = own ? office_post(standing->office, own->post) : NULL;
	const struct role *role = sitting_at(standing, step).role;
	return role && role->acting.ja ? memory_string(role->acting.ja)
				       : memory_format("%s（職務代理者）", post ? post->name.ja : "");
}

static bool is_passed_over(const struct record *record, const struct step *step)
{
	for (size_t i = 0; i < record->way_count; i++)
		if (record->way[i].passed_over && record->way[i].step &&
			!strcmp(record->way[i].step, step->id))
			return true;
	return false;
}

static void add_cell(struct sheet_content *content, const struct standing *standing, const struct step *step)
{
	const struct transition *done = route_done(standing, step);
	const struct transition *paper = route_paper_of(standing->history, done);
	char *post = cell_post(standing, step);
	struct sheet_approval *cell = sheet_add_approval(content, post);
	free(post);
	cell->passed_over = is_passed_over(standing->record, step) ||
			    (done && done->act == ACT_PASS && done->answer == ANSWER_BYPASS);
	if (!done || cell->passed_over)
		return;
	if (paper) { /* whoever compared it did not decide it */
		cell->name = memory_string("書面");
		cell->day = paper->paper.day;
		return;
	}
	const struct person *person = office_person(standing->office, done->actor);
	cell->name = memory_string(person ? person->name : done->actor);
	cell->day = date_from_ms(done->time);
	cell->capacity = done->capacity;
	if (done->capacity == CAPACITY_ACTING)
		cell->acting = acting_words(standing, step, done);
}

/* By rank, not by the route: a 決裁欄 has its cells printed once for all, 市長・副市長・部長・
 * 課長・係長・係員 and the 合議 behind them, and is sealed from the right to the left; each
 * looks for his seal at the place of his post, whatever way the sheet took. */
static void add_cells(struct sheet_content *content, const struct standing *standing)
{
	const struct form *form = standing->form;
	const struct step **order = memory_new(form->step_count + 1, sizeof *order);
	size_t count = 0;
	for (size_t i = 0; i < form->step_count; i++) {
		size_t at = count;
		if (!route_applies(standing, &form->steps[i]))
			continue;
		count++;
		/* Among equals the later step, being the higher as a rule, comes first; 合議 stays in its order. */
		const int rank = rank_of(standing, &form->steps[i]);
		for (; at > 0 && rank < RANK_ASIDE && rank_of(standing, order[at - 1]) >= rank; at--)
			order[at] = order[at - 1];
		order[at] = &form->steps[i];
	}
	for (size_t i = 0; i < count; i++)
		add_cell(content, standing, order[i]);
	free(order);
}

/* The step whose answer is the record's: the last decision on its way, else the last step. */
static const struct step *answering_step(const struct standing *standing)
{
	const struct form *form = standing->form;
	const struct step *last = NULL, *decision = NULL;
	for (size_t i = 0; i < form->step_count; i++) {
		if (!route_applies(standing, &form->steps[i]))
			continue;
		last = &form->steps[i];
		decision = last->kind == STEP_DECIDE ? last : decision;
	}
	return decision ? decision : last;
}

static void add_answers(struct sheet_content *content, const struct standing *standing)
{
	const struct record *record = standing->record;
	const struct step *step = answering_step(standing);
	for (int answer = 0; step && answer < ANSWER__COUNT; answer++)
		if (step->words[answer].ja)
			sheet_add_answer(content, step->words[answer].ja,
				record->state == RECORD_DECIDED && record->answer == (enum answer)answer);
	content->decided = record->decided;
}

static void add_note(struct sheet_content *content, char *sentence)
{
	sheet_add_note(content, sentence);
	free(sentence);
}

static const char *name_of(const struct standing *standing, const char *id)
{
	const struct person *person = office_person(standing->office, id);
	return person ? person->name : id;
}

/* Exceptions with their reasons, and how a decision came from paper. */
static void add_notes(struct sheet_content *content, const struct dossier *dossier)
{
	const struct standing *standing = &dossier->standing;
	for (size_t i = 0; i < dossier->history.count; i++) {
		const struct transition *item = &dossier->history.items[i];
		const struct step *step = item->step ? form_step(standing->form, item->step) : NULL;
		const struct transition *paper = route_paper_of(&dossier->history, item);
		char day[DATE_TEXT_SIZE];
		if (!step || route_done(standing, step) != item)
			continue;
		if (item->exception)
			add_note(content, memory_format("%s（%s）による。理由：%s", step->label.ja,
						  step->exception.ja ? step->exception.ja : "例外",
						  dossier->exceptions[i] ? dossier->exceptions[i] : ""));
		if (!paper)
			continue;
		date_text(paper->paper.day, LANGUAGE_JA, false, day);
		add_note(content,
			memory_format("%sは、%s付け%sの書面（%s）による。転記 %s、確認 %s", step->label.ja,
				day, paper->paper.number, paper->paper.decider ? paper->paper.decider : "",
				name_of(standing, paper->actor), name_of(standing, item->actor)));
	}
}

/* 「税務課長 山田 花子」: who was told. The caller frees. */
static char *reader_words(const struct standing *standing, const char *told)
{
	struct notice_party party;
	notice_party(standing->office, told, standing->day, &party);
	if (!party.post)
		return memory_string(party.person    ? party.person->name
				     : party.section ? party.section->name.ja
						     : told);
	char *post = post_words(standing->office, party.post);
	char *words = memory_format("%s %s", post, party.person ? party.person->name : "（欠員）");
	free(post);
	return words;
}

/* Who was told, and when each confirmed it. */
static void add_readers(struct sheet_content *content, const struct dossier *dossier)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = &dossier->record;
	for (size_t i = 0; i < record->told_count; i++) {
		const struct transition *receipt =
			notice_is_read(record, record->told[i])
				? notice_receipt(standing->office, &dossier->history, record->told[i])
				: NULL;
		char *who = reader_words(standing, record->told[i]);
		char day[DATE_TEXT_SIZE];
		if (receipt)
			date_text(date_from_ms(receipt->time), LANGUAGE_JA, false, day);
		add_note(content, receipt ? memory_format("通知先 %s：%s確認（%s）", who, day,
						    name_of(standing, receipt->actor))
					  : memory_format("通知先 %s：未確認", who));
		free(who);
	}
}

/* A notice is written to all whom it tells: their roles, and the heads in one word. */
static char *readers_words(const struct standing *standing)
{
	const struct form *form = standing->form;
	struct text words = { 0 };
	for (size_t i = 0; i < form->notify_count; i++) {
		const struct actor *actor = &form->notify[i];
		const struct role *role =
			actor->role ? regulation_role(standing->regulation, actor->role) : NULL;
		const char *word = role                              ? role->label.ja
				   : actor->kind == ACTOR_EVERY_HEAD ? "各所属長"
								     : NULL;
		if (word)
			text_format(&words, "%s%s", words.length ? "、" : "", word);
	}
	return words.length ? text_take(&words) : NULL;
}

/* The role, the head's post or the section that is written to. */
static char *addressee_words(const struct standing *standing)
{
	struct sitting sitting;
	if (standing->form->kind == FORM_NOTICE)
		return readers_words(standing);
	if (!seat_addressee(standing, &sitting))
		return NULL;
	if (sitting.role)
		return memory_string(sitting.role->label.ja);
	if (sitting.post)
		return post_words(standing->office, sitting.post);
	const struct section *section =
		sitting.section ? office_section(standing->office, sitting.section) : NULL;
	return memory_string(section ? section->name.ja : NULL);
}

/* The act whose words are the conditions or reasons of the decision. */
static bool is_decisive(const struct history *history, size_t index)
{
	const struct transition *item = &history->items[index];
	if (item->act == ACT_TRANSCRIBE)
		return index + 1 < history->count && history->items[index + 1].act == ACT_CONFIRM &&
		       history->items[index + 1].answer == ANSWER_YES;
	return item->act == ACT_DECIDE ||
	       (item->act == ACT_PASS && (item->answer == ANSWER_NO || item->answer == ANSWER_CONDITIONAL));
}

static void drop(char **string)
{
	free(*string);
	*string = NULL;
}

/* 決定者: a deputy's name has 代 before it, as his cell has on the application; who decided on
 * paper is named as the paper names him. */
static void write_decider(struct sheet_content *content, const char *before, const char *name)
{
	for (size_t i = 0; i < content->row_count; i++)
		if (content->rows[i].fill == FILL_DECIDER) {
			free(content->rows[i].text);
			content->rows[i].text = memory_format("%s%s", before, name);
		}
}

/* 「保護管理者（課長）」, or as the regulation has its substitute sign. The paper goes out in
 * the name of the post; a deputy's hand stands beside 決定者 and in the application's cells. */
static void fill_sender(struct sheet_content *content, const struct standing *standing,
	const struct standing *application, const struct transition *done)
{
	const struct step *step = done->step ? form_step(application->form, done->step) : NULL;
	const struct role *role = sitting_at(application, step).role;
	const struct transition *paper = route_paper_of(application->history, done);
	if (paper) {
		content->sender.name = memory_string(paper->paper.decider);
		write_decider(content, "", paper->paper.decider);
		return;
	}
	bool for_holder = done->capacity == CAPACITY_DEPUTY && done->principal;
	bool acting = done->capacity == CAPACITY_ACTING;
	struct sheet_party *sender = &content->sender;
	if (done->capacity == CAPACITY_DEPUTY)
		write_decider(content, "代 ", name_of(standing, done->actor));
	fill_party(sender, standing->office, for_holder ? done->principal : done->actor,
		acting ? NULL : done->post, date_from_ms(done->time));
	drop(&sender->contact);
	if (!role || !sender->post)
		return;
	char *post = acting && role->acting.ja ? memory_string(role->acting.ja)
					       : memory_format("%s（%s）", role->label.ja, sender->post);
	free(sender->post);
	sender->post = post;
}

/* The step that sends it out: of an order the instruction or decision, of a notice its last one. */
static const struct step *giving_step(const struct standing *standing)
{
	const struct form *form = standing->form;
	if (form->kind == FORM_NOTICE)
		return answering_step(standing);
	for (size_t i = 0; form->kind == FORM_ORDER && i < form->step_count; i++) {
		const struct step *step = &form->steps[i];
		if ((step->kind == STEP_INSTRUCT || step->kind == STEP_DECIDE) &&
			route_applies(standing, step))
			return step;
	}
	return NULL;
}

/* Orders and notices go out in the name of who gives them, not of the section that drafted them. */
static bool fill_giver(struct sheet_content *content, const struct standing *standing)
{
	const struct step *step = giving_step(standing);
	if (!step)
		return false;
	const struct transition *done = route_done(standing, step);
	const struct role *role = sitting_at(standing, step).role;
	if (done)
		fill_sender(content, standing, standing, done);
	else
		content->sender.post = memory_string(role ? role->label.ja : step->label.ja);
	return true;
}

/* The head who applied, or will; where no head stands on the way, the drafter himself. */
static void fill_applicant(struct sheet_content *content, const struct standing *standing)
{
	const struct record *record = standing->record;
	const char *applicant = route_applicant(standing);
	const bool own = applicant == record->drafter;
	const struct post *head = own ? NULL : office_head(standing->office, record->section, record->filed);
	fill_party(&content->applicant, standing->office, applicant, head ? head->id : NULL, record->filed);
}

/* What is attached, in the order in which it was attached. */
static void add_attachments(struct sheet_content *content, const json_t *attachments)
{
	if (!json_array_size(attachments))
		return;
	struct sheet_table *table = &sheet_add_row(content, 0, "添付ファイル", NULL)->table;
	sheet_table_column(table, "番号", 2);
	sheet_table_column(table, "名称", 15);
	sheet_table_column(table, "大きさ", 4);
	for (size_t i = 0; i < json_array_size(attachments); i++) {
		const json_t *item = json_array_get(attachments, i);
		char *number = memory_format("%zu", i + 1), *size = attaching_size(item);
		sheet_table_row(table, (const char *const[]){ number,
					       json_string_value(json_object_get(item, "name")), size });
		free(number);
		free(size);
	}
}

static void fill_application(struct sheet_content *content, const struct dossier *dossier)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = &dossier->record;
	add_attachments(content, dossier->attachments);
	content->addressee.post = addressee_words(standing);
	if (!fill_giver(content, standing))
		fill_applicant(content, standing);
	if (record->late)
		sheet_add_note(content, "期限後の提出");
	content->receipt_number = record->number ? reading_number(record, LANGUAGE_JA) : NULL;
	content->received = record->received;
	add_answers(content, standing);
	add_cells(content, standing);
	add_notes(content, dossier);
	add_readers(content, dossier);
	if (record->state == RECORD_WITHDRAWN)
		content->stamp = memory_string("取下げ");
	else if (record->state == RECORD_RETURNED)
		content->stamp = memory_string("差戻し中");
	for (size_t i = 0; i < dossier->history.count; i++)
		if (is_decisive(&dossier->history, i) && dossier->reasons[i]) {
			free(content->conditions);
			content->conditions = memory_string(dossier->reasons[i]);
		}
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
 * decides; as mail inside the office it names his post alone, but of several
 * who hold a clerk's post the one. */
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
	struct standing there = *standing;
	there.form = regulation_form(standing->regulation, application.form);
	there.record = &application;
	there.history = &history;
	there.values = NULL;
	const char *applicant = there.form ? route_applicant(&there) : application.applicant;
	const struct post *head =
		applicant == application.drafter
			? NULL
			: office_head(standing->office, application.section, record->decided);
	fill_party(&content->addressee, standing->office, applicant, head ? head->id : NULL, record->decided);
	drop(&content->addressee.contact);
	if (head)
		drop(&content->addressee.name);
	r = query_history(session->desk->store, application.id, &history, err);
	const struct transition *last = NULL;
	for (size_t i = 0; r == RESULT_OK && i < history.count; i++)
		if (is_decisive(&history, i) || history.items[i].act == ACT_CONFIRM)
			last = &history.items[i];
	const struct step *step = there.form ? answering_step(&there) : NULL;
	if (last && there.form)
		fill_sender(content, standing, &there, last);
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
	json_t *values = using_named(session->desk, standing->form, dossier->all, LANGUAGE_JA);
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
