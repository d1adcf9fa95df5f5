/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks every route of every shipped regulation in its office, in a program of its own for its length:
 * each form, from each section, drafted by each who is posted there, today, before and on the first
 * day of a fiscal year and of a transfer; each step by who holds it, by each kind of who stands in
 * (every ground asked), with each answer; each return; on paper; and over the midnight of a transfer.
 *
 * Not exhaustive: of what fields may say about the way at most CASES are walked, spread over all; a
 * walk takes one detour (a return, an act of who stands in, a midnight), the first of each section
 * and day takes two in every combination; after a detour only the yes is answered; of several who may
 * act in the same capacity the best acts; of parallel steps only the first and the last begin. The
 * rest of the values, and what is saved and signed, is for tests/generate and tests/service. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/authority.h"
#include "domain/holder.h"
#include "domain/opening.h"
#include "domain/verdict.h"
#include "tests/support/bundle.h"
#include "tests/support/office.h"
#include "tests/support/suites.h"

/* With sanitizers each act takes ten times as long: the same walks over fewer cases and days. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { CASES = 4, DAYS = 2 };
#else
enum { CASES = 8, DAYS = 5 };
#endif
enum { DETOURS = 2, SECONDS = 600 };

struct walk {
	struct standing standing;
	struct record record;
	struct history history;
	json_t *values;
	size_t detours;      /* returns, acts of who stands in and midnights so far */
	size_t most_detours; /* ... and how many there may be */
	char *where;
	struct error refusal; /* why the last one was not filed */
	size_t walks, acts, ends, blocked;
};

/* A check of libcheck writes to a pipe each time it holds; here millions do. */
#define must(holds, ...) \
	do { \
		if (!(holds)) \
			ck_abort_msg(__VA_ARGS__); \
	} while (0)

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* ---- one act ------------------------------------------------------------------ */

static bool knows_ground(const struct authority *authority, const char *ground)
{
	return !authority->deputy || deputy_knows_ground(authority->deputy, ground);
}

static struct wish wish_for(const struct walk *walk, const struct step *step, enum act act,
	enum answer answer, const struct authority *authority)
{
	struct wish wish = { .act = act,
		.answer = answer,
		.step = step->id,
		.reason = "理由",
		.document_number = "第1号",
		.paper_day = walk->standing.day,
		.paper_decider = "市長",
		.exception = authority && authority->exception ? "理由" : NULL };
	if (authority && authority->capacity != CAPACITY_SELF) {
		wish.ground_from = wish.ground_to = walk->standing.day;
		for (size_t i = 0; i < absence_ground_count && !wish.ground; i++)
			if (knows_ground(authority, absence_grounds[i].id))
				wish.ground = absence_grounds[i].id;
	}
	return wish;
}

/* Does it as the service does: the head goes on, the history gets its line. */
static void advance(
	struct walk *walk, const struct wish *wish, const char *person, const struct authority *authority)
{
	struct record next;
	bool numbered;
	route_advance(&walk->standing, wish, person, authority, &next, &numbered);
	struct transition *item = LIST_ADD(walk->history.items, walk->history.count);
	*item = (struct transition){ .act = wish->act,
		.step = memory_string(authority && authority->step ? authority->step->id : NULL),
		.to_step = memory_string(next.step),
		.actor = memory_string(person),
		.answer = wish->answer,
		.version = next.version,
		.paper = { wish->act == ACT_TRANSCRIBE ? memory_string("第1号") : NULL, walk->standing.day,
			NULL } };
	next.number = next.number || numbered;
	record_done(&walk->record);
	walk->record = next;
	walk->acts++;
}

static void take_back(struct walk *walk, struct record *before, size_t count)
{
	record_done(&walk->record);
	walk->record = *before;
	while (walk->history.count > count)
		transition_done(&walk->history.items[--walk->history.count]);
}

/* ---- what must hold ------------------------------------------------------------ */

static bool has_drafted(const struct walk *walk, const char *person)
{
	for (size_t i = 0; i < walk->history.count; i++)
		if ((walk->history.items[i].act == ACT_FILE || walk->history.items[i].act == ACT_CORRECT) &&
			same(walk->history.items[i].actor, person))
			return true;
	return false;
}

/* Whoever drafted or applied for it may decide only by an exception of the
 * data, and then only with its reason. */
static void check_separate(
	struct walk *walk, const struct step *step, const char *person, const struct authority *authority)
{
	bool decides = step->kind == STEP_DECIDE || step->kind == STEP_CONSENT;
	if (!decides || (!has_drafted(walk, person) && !same(walk->record.applicant, person)))
		return;
	must(step->exception_article && authority->exception, "%s: %s decides his own at %s", walk->where,
		person, step->id);
	enum act act = step->kind == STEP_DECIDE ? ACT_DECIDE : ACT_PASS;
	struct wish silent = wish_for(walk, step, act, ANSWER_YES, authority);
	silent.exception = NULL;
	must(verdict_may(&walk->standing, person, &silent, false, NULL, NULL) == RESULT_REFUSED,
		"%s: allowed", walk->where);
}

/* Who could do a step: the best of each capacity, and whether anybody stands there at all. */
struct doers {
	const char *people[CAPACITY__COUNT];
	struct authority authorities[CAPACITY__COUNT];
	bool sits;
};

/* Who stands in may do so on the grounds and days of his row, and on no others. */
static void check_grounds(
	struct walk *walk, const struct step *step, enum act act, const char *person, bool exception)
{
	for (size_t i = 0; i < absence_ground_count; i++) {
		struct authority authority;
		const char *ground = absence_grounds[i].id;
		must(authority_at(&walk->standing, step, person, ground, &authority), "%s: not on %s",
			walk->where, ground);
		authority.exception = exception;
		struct wish wish = wish_for(walk, step, act, ANSWER_YES, &authority);
		wish.ground = ground;
		bool may = !authority.principal || knows_ground(&authority, ground);
		enum result r = verdict_may(&walk->standing, person, &wish, false, NULL, NULL);
		must(r == (may ? RESULT_OK : RESULT_REFUSED), "%s: %s at %s on %s", walk->where, person,
			step->id, ground);
		wish.ground_to = walk->standing.day - 1;
		r = verdict_may(&walk->standing, person, &wish, false, NULL, NULL);
		must(!authority.principal || r == RESULT_REFUSED, "%s: %s at %s of yesterday", walk->where,
			person, step->id);
	}
}

/* Adds a person who may do the step, unless a better one of his capacity is there. */
static void add_doer(struct walk *walk, const struct step *step, enum act act, const char *person,
	const struct authority *authority, struct doers *doers)
{
	struct wish wish = wish_for(walk, step, act, ANSWER_YES, authority);
	struct error err;
	enum result r = verdict_may(&walk->standing, person, &wish, false, NULL, &err);
	must(r == RESULT_OK, "%s: %s at %s: %s", walk->where, person, step->id, err.text);
	if (act != ACT_TRANSCRIBE)
		check_separate(walk, step, person, authority);
	if (authority->capacity != CAPACITY_SELF)
		check_grounds(walk, step, act, person, authority->exception);
	const char **found = &doers->people[authority->capacity];
	struct authority *known = &doers->authorities[authority->capacity];
	if (!*found || (known->exception && !authority->exception)) {
		*found = person;
		*known = *authority;
	}
}

static void find_doers(
	struct walk *walk, const struct step *step, enum act act, const char *but, struct doers *doers)
{
	const struct office *office = walk->standing.office;
	*doers = (struct doers){ 0 };
	for (size_t i = 0; i < office->person_count; i++) {
		const char *person = office->people[i].id;
		struct authority authority;
		struct wish asked = { .act = act, .step = step->id };
		bool sits = authority_at(&walk->standing, step, person, NULL, &authority);
		doers->sits |= sits;
		/* The verdict looks there first; asking it of all is a matter of minutes. */
		if (!sits && act != ACT_TRANSCRIBE && act != ACT_CONFIRM)
			continue;
		if (same(person, but) ||
			verdict_may(&walk->standing, person, &asked, true, &authority, NULL) != RESULT_OK)
			continue;
		add_doer(walk, step, act, person, &authority, doers);
	}
}

/* Himself before who stands in, and before an exception; CAPACITY__COUNT for nobody. */
static enum capacity best_of(const struct doers *doers)
{
	enum capacity found = CAPACITY__COUNT;
	for (enum capacity capacity = 0; capacity < CAPACITY__COUNT; capacity++)
		if (doers->people[capacity] &&
			(found == CAPACITY__COUNT || (doers->authorities[found].exception &&
							     !doers->authorities[capacity].exception)))
			found = capacity;
	return found;
}

static bool is_eve(const struct office *office, date day)
{
	for (size_t i = 0; i < office->posting_count; i++)
		if (office->postings[i].from == day + 1)
			return true;
	return false;
}

static void go_on(struct walk *walk, size_t depth);

/* A return to the drafter and his correction begin the way anew; one to an
 * earlier step opens that step again and nothing behind it. */
static void check_returns(struct walk *walk, const struct step *here, const char *person,
	const struct authority *authority, size_t depth)
{
	const struct form *form = walk->standing.form;
	if (walk->detours == walk->most_detours)
		return;
	for (const struct step *to = form->steps; to < here; to++) {
		struct wish wish = wish_for(walk, here, ACT_RETURN, ANSWER_YES, authority);
		wish.to_step = to->id;
		if (verdict_may(&walk->standing, person, &wish, false, NULL, NULL) != RESULT_OK)
			continue;
		struct record before;
		size_t count = walk->history.count;
		record_copy(&walk->record, &before);
		advance(walk, &wish, person, authority);
		must(route_is_open(&walk->standing, to), "%s: %s is not open after a return", walk->where,
			to->id);
		for (const struct step *open = NULL; (open = route_open(&walk->standing, open));)
			must(open == to || route_together(form, to, open),
				"%s: %s is open after a return to %s", walk->where, open->id, to->id);
		walk->detours++;
		go_on(walk, depth + 1);
		walk->detours--;
		take_back(walk, &before, count);
	}
}

static void answer(struct walk *walk, const struct step *step, enum act act, const char *person,
	const struct authority *authority, size_t depth)
{
	for (int i = 0; i < ANSWER__COUNT; i++) {
		enum answer given = (enum answer)i;
		bool known = step->words[i].ja || (given == ANSWER_YES && step->kind != STEP_DECIDE);
		struct wish wish = wish_for(walk, step, act, given, authority);
		struct record before;
		size_t count = walk->history.count;
		struct error err;
		enum result r = verdict_may(&walk->standing, person, &wish, false, NULL, &err);
		must(r == (known ? RESULT_OK : RESULT_REFUSED), "%s: %s at %s: %s", walk->where,
			answer_name(given), step->id, r == RESULT_OK ? "allowed" : err.text);
		/* After a detour the same ends are reached by the first answer. */
		if (!known || (walk->detours && given != ANSWER_YES))
			continue;
		record_copy(&walk->record, &before);
		advance(walk, &wish, person, authority);
		must(walk->record.state != RECORD_RUNNING || !route_is_open(&walk->standing, step),
			"%s: %s is open after it was done", walk->where, step->id);
		go_on(walk, depth + 1);
		take_back(walk, &before, count);
	}
}

/* Typed in by one of the paper's keepers, confirmed by another. */
static void on_paper(struct walk *walk, const struct step *step, size_t depth)
{
	struct doers typists, confirmers;
	find_doers(walk, step, ACT_TRANSCRIBE, NULL, &typists);
	const char *first = typists.people[CAPACITY_SELF];
	const struct authority *typist = &typists.authorities[CAPACITY_SELF];
	if (!first) {
		walk->blocked++;
		return;
	}
	struct record before;
	size_t count = walk->history.count;
	record_copy(&walk->record, &before);
	struct wish typed = wish_for(walk, step, ACT_TRANSCRIBE, ANSWER_YES, typist);
	advance(walk, &typed, first, typist);
	struct wish own = wish_for(walk, step, ACT_CONFIRM, ANSWER_YES, typist);
	must(verdict_may(&walk->standing, first, &own, false, NULL, NULL) == RESULT_REFUSED, "%s: allowed",
		walk->where);
	find_doers(walk, step, ACT_CONFIRM, first, &confirmers);
	const char *second = confirmers.people[CAPACITY_SELF];
	const struct authority *confirmer = &confirmers.authorities[CAPACITY_SELF];
	must(second != NULL, "%s: nobody confirms the paper of %s", walk->where, step->id);
	struct wish confirmed = wish_for(walk, step, ACT_CONFIRM, ANSWER_YES, confirmer);
	advance(walk, &confirmed, second, confirmer);
	go_on(walk, depth + 1);
	take_back(walk, &before, count);
}

/* By the best of those who may, then as detours by the best of each other capacity. */
static void do_step(
	struct walk *walk, const struct step *step, enum act act, const struct doers *doers, size_t depth)
{
	enum capacity best = best_of(doers);
	check_returns(walk, step, doers->people[best], &doers->authorities[best], depth);
	answer(walk, step, act, doers->people[best], &doers->authorities[best], depth);
	for (enum capacity other = 0; other < CAPACITY__COUNT && walk->detours < walk->most_detours;
		other++) {
		if (other == best || !doers->people[other])
			continue;
		walk->detours++;
		answer(walk, step, act, doers->people[other], &doers->authorities[other], depth);
		walk->detours--;
	}
}

/* As a detour the day goes over to one on which people are transferred. */
static void pass_midnight(struct walk *walk, size_t depth)
{
	if (walk->detours == walk->most_detours || !is_eve(walk->standing.office, walk->standing.day))
		return;
	walk->detours++;
	walk->standing.day++;
	go_on(walk, depth);
	walk->standing.day--;
	walk->detours--;
}

static void go_on(struct walk *walk, size_t depth)
{
	const struct form *form = walk->standing.form;
	must(depth <= (DETOURS + 1) * form->step_count + DETOURS, "%s: the route does not end", walk->where);
	if (walk->record.state != RECORD_RUNNING) {
		must(walk->record.state == RECORD_DECIDED, "%s: it ends undecided", walk->where);
		walk->ends++;
		return;
	}
	pass_midnight(walk, depth);
	size_t open_steps = 0;
	for (const struct step *step = NULL; (step = route_open(&walk->standing, step));) {
		struct doers doers;
		enum act act = step->kind == STEP_DECIDE ? ACT_DECIDE : ACT_PASS;
		find_doers(walk, step, act, NULL, &doers);
		open_steps++;
		bool somebody = best_of(&doers) != CAPACITY__COUNT;
		if (!somebody && step->paper) {
			on_paper(walk, step, depth);
			continue;
		}
		/* Somebody stands there, but it is his own: it is withdrawn or filed by another. */
		if (!somebody && doers.sits) {
			walk->blocked++;
			continue;
		}
		must(somebody, "%s: nobody can act at %s", walk->where, step->id);
		/* Of steps in parallel the first and the last begin; the rest is the same in another order. */
		if (open_steps > 1 && route_open(&walk->standing, step))
			continue;
		do_step(walk, step, act, &doers, depth);
	}
	must(open_steps > 0, "%s: it waits nowhere", walk->where);
}

/* ---- the cases of a form --------------------------------------------------------- */

/* One field that the way looks at, and what may stand there. */
struct cause {
	const char *field;
	json_t *values; /* array */
};

struct causes {
	struct cause *items;
	size_t count;
};

static struct cause *cause_of(struct causes *causes, const char *field)
{
	for (size_t i = 0; i < causes->count; i++)
		if (same(causes->items[i].field, field))
			return &causes->items[i];
	struct cause *cause = LIST_ADD(causes->items, causes->count);
	*cause = (struct cause){ field, json_array() };
	return cause;
}

static void add_condition(struct causes *causes, const struct form *form, const struct condition *condition)
{
	const struct field *field = condition->field ? form_field(form, condition->field) : NULL;
	if (!field)
		return;
	struct cause *cause = cause_of(causes, field->id);
	if (json_array_size(cause->values))
		return;
	if (field->type == FIELD_YES_NO) {
		json_array_append_new(cause->values, json_true());
		json_array_append_new(cause->values, json_false());
	}
	for (size_t i = 0; field->list && i < field->list->choice_count; i++) {
		json_t *id = json_string(field->list->choices[i].id);
		json_array_append_new(
			cause->values, field->type == FIELD_CHOICES ? json_pack("[o]", id) : id);
	}
}

static void add_actor(struct causes *causes, const struct standing *standing, const struct actor *actor)
{
	const struct form *form = standing->form;
	const struct office *office = standing->office;
	const struct field *field = actor->field ? form_field(form, actor->field) : NULL;
	add_condition(causes, form, &actor->when);
	if (!field)
		return;
	struct cause *cause = cause_of(causes, field->id);
	if (json_array_size(cause->values))
		return;
	const struct role *role = actor->role ? regulation_role(standing->regulation, actor->role) : NULL;
	for (size_t i = 0; field->type == FIELD_SECTION && i < office->section_count; i++)
		json_array_append_new(cause->values, json_string(office->sections[i].id));
	for (size_t i = 0; field->type == FIELD_PERSON && i < office->person_count; i++)
		if (!role ||
			holder_is(standing->regulation, role, office, office->people[i].id, standing->day))
			json_array_append_new(cause->values, json_string(office->people[i].id));
}

static struct causes causes_of(const struct standing *standing)
{
	const struct form *form = standing->form;
	struct causes causes = { 0 };
	for (size_t i = 0; i < form->addressee_count; i++)
		add_actor(&causes, standing, &form->addressees[i]);
	for (size_t i = 0; i < form->step_count; i++) {
		add_condition(&causes, form, &form->steps[i].when);
		for (size_t k = 0; k < form->steps[i].by_count; k++)
			add_actor(&causes, standing, &form->steps[i].by[k]);
	}
	return causes;
}

/* The case with this number: where there are more than CASES, they are spread over all. */
static json_t *case_of(const struct causes *causes, size_t number, size_t all)
{
	json_t *values = json_object();
	size_t at = all <= CASES ? number : number * (all / CASES) + number % 7;
	for (size_t i = 0; i < causes->count; i++) {
		size_t size = json_array_size(causes->items[i].values);
		if (!size)
			continue;
		json_object_set(
			values, causes->items[i].field, json_array_get(causes->items[i].values, at % size));
		at /= size;
	}
	return values;
}

/* Files it; false where the regulation refuses this case, or this drafter. */
static bool file(struct walk *walk, const char *section, const char *drafter)
{
	struct record head = { .id = memory_string("1"),
		.regulation = memory_string(walk->standing.regulation->id),
		.regulation_hash = memory_string("0"),
		.form = memory_string(walk->standing.form->id),
		.state = RECORD_RETURNED,
		.section = memory_string(section),
		.drafter = memory_string(drafter),
		.filed = DATE_NONE,
		.received = DATE_NONE,
		.decided = DATE_NONE,
		.dispatched = DATE_NONE };
	walk->record = head;
	struct wish wish = { .act = ACT_FILE };
	if (verdict_may(&walk->standing, drafter, &wish, false, NULL, &walk->refusal) != RESULT_OK)
		return false;
	advance(walk, &wish, drafter, NULL);
	return true;
}

static void walk_case(struct walk *walk, const char *section, const char *drafter, size_t *filed)
{
	free(walk->where);
	char *values = json_dumps(walk->values, JSON_COMPACT);
	char day[DATE_ISO_SIZE];
	date_iso(walk->standing.day, day);
	walk->where = memory_format("%s/%s from %s by %s on %s with %s", walk->standing.regulation->id,
		walk->standing.form->id, section, drafter, day, values);
	free(values);
	walk->standing.record = &walk->record;
	walk->standing.history = &walk->history;
	walk->standing.values = walk->values;
	if (file(walk, section, drafter)) {
		++*filed;
		walk->walks++;
		go_on(walk, 0);
	}
	history_done(&walk->history);
	record_done(&walk->record);
}

/* Everybody who is posted in a section itself drafts for it. */
static void walk_section(struct walk *walk, const char *section, size_t *filed)
{
	const struct office *office = walk->standing.office;
	struct causes causes = causes_of(&walk->standing);
	size_t all = 1;
	for (size_t i = 0; i < causes.count; i++)
		all *= json_array_size(causes.items[i].values) ? json_array_size(causes.items[i].values) : 1;
	bool first = true;
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		const struct post *post = office_post(office, posting->post);
		if (!post || !same(post->section, section) || !posting_on(posting, walk->standing.day))
			continue;
		for (size_t number = 0; number < (all < CASES ? all : CASES); number++) {
			walk->values = case_of(&causes, number, all);
			walk->most_detours = first && !number ? DETOURS : 1;
			walk_case(walk, section, posting->person, filed);
			json_decref(walk->values);
		}
		first = false;
	}
	for (size_t i = 0; i < causes.count; i++)
		json_decref(causes.items[i].values);
	free(causes.items);
}

/* ---- regulations and offices ----------------------------------------------------- */

static void add_day(date days[DAYS], size_t *count, date day)
{
	for (size_t i = 0; i < *count; i++)
		if (days[i] == day)
			return;
	if (*count < DAYS)
		days[(*count)++] = day;
}

/* Today, the turn of the fiscal year, and the days on which postings change with the days before. */
static size_t days_of(const struct office *office, date days[DAYS])
{
	const date today = date_of(2026, 11, 24), turn = date_of(2027, 3, 31);
	size_t count = 0;
	add_day(days, &count, today);
	add_day(days, &count, turn);
	add_day(days, &count, turn + 1);
	for (size_t i = 0; i < office->posting_count; i++) {
		date from = office->postings[i].from;
		if (from == DATE_NONE || from < date_of(2026, 4, 1))
			continue;
		add_day(days, &count, from - 1);
		add_day(days, &count, from);
	}
	return count;
}

static void walk_regulation(const struct regulation *regulation, const struct office *office)
{
	struct walk walk = { .standing = { .regulation = regulation, .office = office } };
	date days[DAYS];
	size_t day_count = days_of(office, days);
	for (size_t f = 0; f < regulation->form_count; f++) {
		size_t filed = 0;
		walk.standing.form = &regulation->forms[f];
		for (size_t d = 0; d < day_count && walk.standing.form->step_count; d++) {
			walk.standing.day = days[d];
			for (size_t s = 0; s < office->section_count; s++)
				walk_section(&walk, office->sections[s].id, &filed);
		}
		ck_assert_msg(filed > 0 || !walk.standing.form->step_count, "%s/%s: nobody can file it: %s",
			regulation->id, walk.standing.form->id, walk.refusal.text);
	}
	printf("%s: %zu walks, %zu acts, %zu ends, %zu barred to their own people\n", regulation->id,
		walk.walks, walk.acts, walk.ends, walk.blocked);
	free(walk.where);
}

static bool has_regulation(const struct office *office, const char *id)
{
	for (size_t i = 0; i < office->regulation_count; i++)
		if (same(office->regulations[i], id))
			return true;
	return false;
}

/* In every register stands everybody who asks: who may is another test's matter. */
static bool everybody(void *context, const struct fact_question *question)
{
	(void)context;
	(void)question;
	return true;
}

static size_t walk_office(const char *folder)
{
	struct office office;
	size_t walked = 0;
	char *path = source_path("data/regulations");
	DIR *opened = opendir(path);
	office_shipped(folder, &office);
	/* A role that its register gives is held by whom the office found there. */
	const struct fact_source registers = { everybody, &office, opening_source(&office).persons };
	office.facts = &registers;
	for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
		if (entry->d_name[0] == '.' || !has_regulation(&office, entry->d_name))
			continue;
		char *name = memory_format("data/regulations/%s", entry->d_name);
		struct regulation *regulation = regulation_read(name);
		walk_regulation(regulation, &office);
		walked++;
		regulation_free(regulation);
		free(name);
	}
	closedir(opened);
	free(path);
	office_done(&office);
	return walked;
}

/* The offices in data/demo, in the order of their names. */
static struct {
	char **folders;
	size_t count;
} offices;

static int in_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_offices(void)
{
	char *path = source_path("data/demo");
	DIR *opened = opendir(path);
	for (const struct dirent *entry; opened && (entry = readdir(opened)) != NULL;)
		if (entry->d_name[0] != '.' && entry->d_type == DT_DIR)
			*LIST_ADD(offices.folders, offices.count) =
				memory_format("data/demo/%s", entry->d_name);
	if (opened)
		closedir(opened);
	free(path);
	qsort(offices.folders, offices.count, sizeof *offices.folders, in_order);
}

static void forget_offices(void)
{
	for (size_t i = 0; i < offices.count; i++)
		free(offices.folders[i]);
	free(offices.folders);
	offices.folders = NULL;
	offices.count = 0;
}

START_TEST(there_are_offices_to_walk_in)
{
	ck_assert_uint_gt(offices.count, 0);
}
END_TEST

START_TEST(every_route_ends_and_nobody_decides_his_own)
{
	calendar_shipped();
	ck_assert_uint_gt(walk_office(offices.folders[_i]), 0);
}
END_TEST

static Suite *walk_suite(void)
{
	Suite *suite = suite_create("walk");
	TCase *test_case = tcase_create("walk");
	find_offices();
	tcase_add_test(test_case, there_are_offices_to_walk_in);
	tcase_add_loop_test(test_case, every_route_ends_and_nobody_decides_his_own, 0, (int)offices.count);
	tcase_add_unchecked_fixture(test_case, NULL, forget_offices);
	tcase_set_timeout(test_case, SECONDS);
	suite_add_tcase(suite, test_case);
	return suite;
}

int main(void)
{
	static suite_maker *const makers[] = { walk_suite };
	return suites_run(makers, COUNT(makers));
}
