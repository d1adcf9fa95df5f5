/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens on a stack and the loop that draws them and brings them their events. */
#ifndef UI_WIDGET_VIEW_H
#define UI_WIDGET_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term/command.h"
#include "ui/term/term.h"
#include "ui/widget/frame.h"

struct view;
struct view_stack;

/* What a screen is. Only draw is needed; all others may be NULL. */
struct view_class {
	const char *name; /* for logs and tests */
	struct command_table commands;
	/* Draws into the work area and puts the caret where one types or chooses. */
	void (*draw)(struct view *view, struct screen *screen, struct area area);
	/* A key that no command has; false where it means nothing here. */
	bool (*key)(struct view *view, struct key_press press);
	void (*paste)(struct view *view, const char *text, size_t length);
	/* Whether letters are text now, so that they are no commands. */
	bool (*typing)(const struct view *view);
	/* What the message line says while there is no message: help of the field. */
	void (*hint)(struct view *view, struct text *text);
	void (*tick)(struct view *view, int64_t now_ms); /* about once a second, monotonic */
	void (*readable)(struct view *view, int fd);     /* one of the stack's descriptors */
	void (*shown)(struct view *view);                /* it is on top (again): read afresh */
	void (*free)(struct view *view);
};

/* The head of every screen's own struct. */
struct view {
	const struct view_class *class;
	struct view_stack *stack; /* set by view_push */
};

enum { VIEW_FDS = 8, VIEW_MESSAGE_SIZE = ERROR_TEXT_SIZE + ERROR_ARTICLE_SIZE };

struct view_stack {
	struct term *term;
	struct frame frame; /* the strings are the owner's */
	struct view **views;
	size_t count;
	struct view **dead; /* popped, freed when their event is over */
	size_t dead_count;
	int fds[VIEW_FDS];
	size_t fd_count;
	char message[VIEW_MESSAGE_SIZE];
	enum style message_style;
	bool quit;
	int64_t ticked; /* when tick was called last */
	int64_t used;   /* when a key was pressed last, monotonic ms: for the idle lock */
	/* The owner's hooks, all may be NULL. */
	void *context;
	void (*before_draw)(struct view_stack *stack); /* renews frame.clock and the like */
	void (*tick)(struct view_stack *stack, int64_t now_ms);
	void (*readable)(struct view_stack *stack, int fd); /* before the view's own */
	void (*hang_up)(struct view_stack *stack);          /* keep drafts; the loop then ends */
};

void view_stack_init(struct view_stack *stack, struct term *term);
void view_stack_done(struct view_stack *stack); /* frees every view; not the term */

void view_push(struct view_stack *stack, struct view *view); /* owns view from now on */
void view_pop(struct view_stack *stack);                     /* the top one; it is freed after its event */
void view_pop_to(struct view_stack *stack, const struct view *view); /* all above view */
struct view *view_top(const struct view_stack *stack);               /* NULL where empty */

void view_watch(struct view_stack *stack, int fd);
void view_unwatch(struct view_stack *stack, int fd);

/* A message stays until the next key. */
void view_say(struct view_stack *stack, const char *message);
void view_say_error(struct view_stack *stack, const struct error *err); /* with its article */

void view_draw(struct view_stack *stack);
void view_handle(struct view_stack *stack, const struct term_event *event);

/* Handles everything that has come already and draws once: for tests. */
void view_settle(struct view_stack *stack);

#endif
