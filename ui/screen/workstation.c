/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seats, the lock, and the loop over whatever stack of screens is shown. */
#include "ui/screen/workstation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/pin_line.h"
#include "ui/screen/screens.h"
#include "ui/screen/sign_in.h"

enum { STEP_MS = 1000, REFRESH_MS = 30 * 1000 };

/* ---- what the stacks call ---------------------------------------------------- */

static struct workstation *of_stack(const struct view_stack *stack)
{
	const struct seat *seat = stack->context;
	return seat->workstation;
}

static void write_who(struct workstation *workstation)
{
	const struct session *session = workstation->session;
	const struct office *office = &workstation->desk->office;
	workstation->who[0] = '\0';
	if (!session)
		return;
	const struct person *person = office_person(office, session->person);
	const struct section *section = session->section ? office_section(office, session->section) : NULL;
	const struct post *post = session->post ? office_post(office, session->post) : NULL;
	const char *place = section ? label_text(&section->name) : post ? label_text(&post->name) : "";
	const char *name = person ? person_text(person) : session->person;
	if (i18n_language() == LANGUAGE_JA)
		snprintf(workstation->who, sizeof workstation->who, "%.100s %.100s", place, name);
	else /* the line is cut at its end: the name is what must stay */
		snprintf(workstation->who, sizeof workstation->who, "%.100s, %.100s", name, place);
	text_trim_partial(workstation->who);
}

static void write_clock(struct workstation *workstation)
{
	char day[DATE_TEXT_SIZE], time[DATE_TEXT_SIZE];
	int64_t now = clock_now(workstation->desk->clock);
	date_text(date_from_ms(now), i18n_language(), true, day);
	date_clock_text(now, time);
	snprintf(workstation->clock, sizeof workstation->clock, "%s %s", day, time);
}

static void on_before_draw(struct view_stack *stack)
{
	struct workstation *workstation = of_stack(stack);
	write_who(workstation);
	write_clock(workstation);
	stack->frame = (struct frame){
		.office = label_text(&workstation->desk->office.name),
		.who = workstation->who[0] ? workstation->who : NULL,
		.clock = workstation->clock,
		.training = workstation->desk->training,
	};
}

/* A running session is told once that the hours have ended, and never cut off. */
static void warn_of_hours(struct workstation *workstation)
{
	struct seat *seat = workstation->at;
	if (!seat->session || seat->warned ||
		admission_of(workstation->desk, seat->session->person, NULL) == ADMISSION_FREE)
		return;
	seat->warned = true;
	view_say(&seat->stack, _("The operating hours are over; what you have begun can be finished. Sign in "
				 "anew within the "
				 "hours"));
}

static void on_tick(struct view_stack *stack, int64_t now_ms)
{
	struct workstation *workstation = of_stack(stack);
	struct error ignored; /* whoever needs the office next meets the same error and says it */
	if (now_ms - workstation->refreshed < REFRESH_MS)
		return;
	workstation->refreshed = now_ms;
	desk_refresh(workstation->desk, &ignored);
	warn_of_hours(workstation);
}

/* Gives every screen of a seat its chance to keep what was typed. */
static void keep_drafts(struct seat *seat)
{
	for (size_t i = 0; i < seat->stack.count; i++) {
		struct view *view = seat->stack.views[i];
		if (view->class->tick)
			view->class->tick(view, clock_monotonic());
	}
}

static void on_hang_up(struct view_stack *stack)
{
	struct workstation *workstation = of_stack(stack);
	for (size_t i = 0; i < workstation->seat_count; i++)
		keep_drafts(workstation->seats[i]);
	workstation->quit = true;
}

static void on_readable(struct view_stack *stack, int fd)
{
	(void)fd; /* the card's is the only one watched for all */
	workstation_watch(of_stack(stack));
}

static void seat_init(struct seat *seat, struct workstation *workstation)
{
	*seat = (struct seat){ .workstation = workstation };
	view_stack_init(&seat->stack, workstation->term);
	seat->stack.context = seat;
	seat->stack.before_draw = on_before_draw;
	seat->stack.tick = on_tick;
	seat->stack.readable = on_readable;
	seat->stack.hang_up = on_hang_up;
	view_watch(&seat->stack, card_host_fd(workstation->desk->cards));
}

/* ---- seats ------------------------------------------------------------------- */

static void go_to(struct workstation *workstation, struct seat *seat)
{
	workstation->at = seat;
	workstation->session = seat->session;
}

struct seat *workstation_seat(const struct workstation *workstation, const char *person)
{
	for (size_t i = 0; i < workstation->seat_count; i++)
		if (!workstation->seats[i]->left && !strcmp(workstation->seats[i]->session->person, person))
			return workstation->seats[i];
	return NULL;
}

void workstation_begin(struct workstation *workstation, struct session *session)
{
	struct seat *seat = memory_new(1, sizeof *seat);
	seat_init(seat, workstation);
	seat->session = session;
	seat->warned = admission_of(workstation->desk, session->person, NULL) != ADMISSION_FREE;
	*LIST_ADD(workstation->seats, workstation->seat_count) = seat;
	go_to(workstation, seat);
	view_push(&seat->stack, waiting_new(workstation));
}

void workstation_return(struct workstation *workstation, struct seat *seat)
{
	struct view *top = view_top(&seat->stack);
	go_to(workstation, seat);
	seat->stack.message[0] = '\0'; /* what was said before the lock is over */
	if (top && top->class->shown)
		top->class->shown(top);
}

static void go_to_front(struct workstation *workstation)
{
	go_to(workstation, &workstation->front);
	view_pop_to(&workstation->front.stack, workstation->sign_in);
	sign_in_begin(workstation->sign_in);
}

/* The screen is blank before anything else is done. */
static void lock(struct workstation *workstation)
{
	struct seat *seat = workstation->at;
	if (workstation->secret)
		pin_line_wipe(workstation->secret);
	go_to_front(workstation);
	workstation_draw(workstation);
	keep_drafts(seat);
}

void workstation_sign_out(struct workstation *workstation)
{
	if (workstation->at == &workstation->front)
		return;
	workstation->at->left = true;
	go_to_front(workstation);
}

static void seat_free(struct seat *seat)
{
	keep_drafts(seat);
	view_stack_done(&seat->stack);
	session_free(seat->session);
	free(seat);
}

static void bury_seats(struct workstation *workstation)
{
	size_t kept = 0;
	for (size_t i = 0; i < workstation->seat_count; i++) {
		struct seat *seat = workstation->seats[i];
		if (seat->left)
			seat_free(seat);
		else
			workstation->seats[kept++] = seat;
	}
	workstation->seat_count = kept;
}

bool workstation_watch(struct workstation *workstation)
{
	card_host_status(workstation->desk->cards, &workstation->card);
	if (workstation->session &&
		session_watch(workstation->session, &workstation->card, clock_monotonic()))
		lock(workstation);
	if (!workstation->session)
		sign_in_look(workstation->sign_in);
	return !workstation->session;
}

/* ---- the program ------------------------------------------------------------- */

struct workstation *workstation_new(struct desk *desk, struct term *term)
{
	struct workstation *workstation = memory_new(1, sizeof *workstation);
	workstation->desk = desk;
	workstation->term = term;
	workstation->refreshed = clock_monotonic();
	seat_init(&workstation->front, workstation);
	go_to(workstation, &workstation->front);
	workstation->sign_in = sign_in_new(workstation);
	view_push(&workstation->front.stack, workstation->sign_in);
	return workstation;
}

void workstation_free(struct workstation *workstation)
{
	if (!workstation)
		return;
	for (size_t i = 0; i < workstation->seat_count; i++)
		seat_free(workstation->seats[i]);
	free(workstation->seats);
	view_stack_done(&workstation->front.stack);
	free(workstation);
}

struct view_stack *workstation_stack(struct workstation *workstation)
{
	return &workstation->at->stack;
}

void workstation_draw(struct workstation *workstation)
{
	view_draw(workstation_stack(workstation));
}

void workstation_step(struct workstation *workstation, int timeout_ms)
{
	struct view_stack *stack = workstation_stack(workstation);
	struct term_event event;
	term_wait(workstation->term, stack->fds, stack->fd_count, timeout_ms, &event);
	bool by_hand = event.kind == TERM_KEY || event.kind == TERM_PASTE;
	if (by_hand && workstation->session)
		session_touch(workstation->session, clock_monotonic());
	view_handle(stack, &event);
	explicit_bzero(&event, sizeof event); /* it may have been a digit of a PIN */
	workstation_watch(workstation);
	bury_seats(workstation);
}

void workstation_settle(struct workstation *workstation)
{
	struct view_stack *stack;
	do {
		stack = workstation_stack(workstation);
		workstation_step(workstation, 0);
	} while (!workstation->quit &&
		 (stack != workstation_stack(workstation) || term_has_more(workstation->term)));
	if (!workstation->quit)
		workstation_draw(workstation);
}

int workstation_run(const struct workstation_options *options)
{
	struct term_options terminal = { .in = options->in, .out = options->out, .probe = true };
	struct term *term;
	struct error err;
	if (term_open(&terminal, &term, &err) != RESULT_OK) {
		fprintf(stderr, "choba: %s\n", err.text);
		return EXIT_FAILURE;
	}
	struct workstation *workstation = workstation_new(options->desk, term);
	workstation_watch(workstation);
	while (!workstation->quit) {
		if (!term_has_more(term))
			workstation_draw(workstation);
		workstation_step(workstation, STEP_MS);
	}
	workstation_free(workstation);
	term_close(term);
	return EXIT_SUCCESS;
}
