/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of screens. */
#include "ui/widget/view.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"

enum { TICK_MS = 1000 };

void view_stack_init(struct view_stack *stack, struct term *term)
{
	*stack = (struct view_stack){ .term = term };
	stack->used = stack->ticked = clock_monotonic();
}

static void view_free(struct view *view)
{
	if (view->class->free)
		view->class->free(view);
	else
		free(view);
}

static void bury(struct view_stack *stack)
{
	for (size_t i = 0; i < stack->dead_count; i++)
		view_free(stack->dead[i]);
	free(stack->dead);
	stack->dead = NULL;
	stack->dead_count = 0;
}

void view_stack_done(struct view_stack *stack)
{
	bury(stack);
	while (stack->count)
		view_free(stack->views[--stack->count]);
	free(stack->views);
	*stack = (struct view_stack){ 0 };
}

void view_push(struct view_stack *stack, struct view *view)
{
	view->stack = stack;
	*LIST_ADD(stack->views, stack->count) = view;
	if (view->class->shown)
		view->class->shown(view);
}

void view_pop(struct view_stack *stack)
{
	if (!stack->count)
		return;
	*LIST_ADD(stack->dead, stack->dead_count) = stack->views[--stack->count];
	struct view *top = view_top(stack);
	if (top && top->class->shown)
		top->class->shown(top);
}

void view_pop_to(struct view_stack *stack, const struct view *view)
{
	while (stack->count && view_top(stack) != view) {
		*LIST_ADD(stack->dead, stack->dead_count) = stack->views[--stack->count];
	}
	struct view *top = view_top(stack);
	if (top && top->class->shown)
		top->class->shown(top);
}

struct view *view_top(const struct view_stack *stack)
{
	return stack->count ? stack->views[stack->count - 1] : NULL;
}

void view_watch(struct view_stack *stack, int fd)
{
	assert(stack->fd_count < VIEW_FDS);
	view_unwatch(stack, fd);
	stack->fds[stack->fd_count++] = fd;
}

void view_unwatch(struct view_stack *stack, int fd)
{
	size_t kept = 0;
	for (size_t i = 0; i < stack->fd_count; i++)
		if (stack->fds[i] != fd)
			stack->fds[kept++] = stack->fds[i];
	stack->fd_count = kept;
}

static void say(struct view_stack *stack, enum style style, const char *message)
{
	snprintf(stack->message, sizeof stack->message, "%.*s", (int)sizeof stack->message - 1, message);
	text_trim_partial(stack->message);
	stack->message_style = style;
}

void view_say(struct view_stack *stack, const char *message)
{
	say(stack, STYLE_NORMAL, message);
}

void view_say_error(struct view_stack *stack, const struct error *err)
{
	struct text sentence = { 0 };
	text_add(&sentence, err->text);
	char *article = err->article[0] ? article_text(err->article, i18n_language()) : NULL;
	if (article && !strstr(err->text, article))
		text_format(&sentence, " (%s)", article);
	free(article);
	say(stack, STYLE_ERROR, text_string(&sentence));
	text_done(&sentence);
}

void view_draw(struct view_stack *stack)
{
	struct screen *screen = term_screen(stack->term);
	struct view *view = view_top(stack);
	if (!view)
		return;
	if (stack->before_draw)
		stack->before_draw(stack);
	screen_clear(screen);
	if (screen_is_small(screen)) {
		frame_draw_small(screen);
		screen_show(screen);
		return;
	}
	struct text keys = { 0 }, hint = { 0 };
	command_key_line(view->class->commands, view, screen_columns(screen) - 2, &keys);
	if (stack->message[0])
		text_add(&hint, stack->message);
	else if (view->class->hint)
		view->class->hint(view, &hint);
	enum style style = stack->message[0] ? stack->message_style : STYLE_NORMAL;
	struct area area = frame_draw(screen, &stack->frame, text_string(&hint), style, text_string(&keys));
	view->class->draw(view, screen, area);
	screen_show(screen);
	text_done(&keys);
	text_done(&hint);
}

static void handle_key(struct view_stack *stack, struct key_press press)
{
	struct view *view = view_top(stack);
	struct error err = { 0 };
	if (!view || screen_is_small(term_screen(stack->term)))
		return; /* nothing is done that cannot be seen */
	stack->message[0] = '\0';
	if (press.key == KEY_CONTROL && press.character == 'l') { /* something else wrote on the screen */
		screen_redraw(term_screen(stack->term));
		return;
	}
	bool typing = view->class->typing && view->class->typing(view);
	enum result r = command_press(view->class->commands, press, typing, view, &err);
	if (r == RESULT_REFUSED)
		view_say_error(stack, &err);
	else if (r == RESULT_NOT_FOUND && view->class->key)
		view->class->key(view, press);
}

static void handle_paste(struct view_stack *stack, const struct term_event *event)
{
	struct view *view = view_top(stack);
	if (!view || !view->class->paste || screen_is_small(term_screen(stack->term)))
		return;
	stack->message[0] = '\0';
	view->class->paste(view, event->paste, event->paste_length);
	if (event->paste_cut)
		view_say(stack, _("What was pasted is longer than one mebibyte; its end was left out."));
}

static void handle_tick(struct view_stack *stack)
{
	int64_t now = clock_monotonic();
	if (now - stack->ticked < TICK_MS)
		return;
	stack->ticked = now;
	if (stack->tick)
		stack->tick(stack, now);
	struct view *view = view_top(stack);
	if (view && view->class->tick)
		view->class->tick(view, now);
}

void view_handle(struct view_stack *stack, const struct term_event *event)
{
	struct view *view;
	switch (event->kind) {
	case TERM_KEY:
		stack->used = clock_monotonic();
		handle_key(stack, event->press);
		break;
	case TERM_PASTE:
		stack->used = clock_monotonic();
		handle_paste(stack, event);
		break;
	case TERM_READABLE:
		if (stack->readable)
			stack->readable(stack, event->fd);
		view = view_top(stack);
		if (view && view->class->readable)
			view->class->readable(view, event->fd);
		break;
	case TERM_HANG_UP:
		if (stack->hang_up)
			stack->hang_up(stack);
		stack->quit = true;
		break;
	case TERM_RESIZE:
	case TERM_TIMEOUT:
	case TERM__COUNT: break;
	}
	handle_tick(stack);
	bury(stack);
}

void view_settle(struct view_stack *stack)
{
	struct term_event event;
	do {
		term_wait(stack->term, stack->fds, stack->fd_count, 0, &event);
		view_handle(stack, &event);
	} while (event.kind != TERM_TIMEOUT && !stack->quit);
	view_draw(stack);
}
