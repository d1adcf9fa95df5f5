/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short list to choose one row from. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/widget/menu.h"

struct choosing_view {
	struct view view;
	char *title;
	char **labels;
	struct menu_item *items;
	struct menu menu;
	void *context;
	void (*choose)(void *context, size_t index);
};

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Show what the keys do"), help_run, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Go back without choosing"), back_run, NULL },
};

static bool on_key(struct view *view, struct key_press press)
{
	struct choosing_view *self = (struct choosing_view *)view;
	enum menu_answer answer = menu_key(&self->menu, press);
	if (answer == MENU_CHOSEN) {
		view_pop(view->stack);
		self->choose(self->context, self->menu.selected);
	}
	return answer != MENU_IGNORED;
}

static void on_hint(struct view *view, struct text *text)
{
	(void)view;
	text_add(text, _("Choose with the arrow keys and Enter, or type the number"));
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct choosing_view *self = (struct choosing_view *)view;
	area = title_draw(screen, area, self->title, NULL);
	menu_draw(&self->menu, screen, area);
}

static void on_free(struct view *view)
{
	struct choosing_view *self = (struct choosing_view *)view;
	for (size_t i = 0; i < self->menu.count; i++)
		free(self->labels[i]);
	free(self->labels);
	free(self->items);
	free(self->title);
	free(self);
}

const struct view_class choosing_class = {
	.name = "choosing",
	.commands = { commands, COUNT(commands) },
	.draw = on_draw,
	.key = on_key,
	.hint = on_hint,
	.free = on_free,
};

struct view *choosing_new(struct workstation *workstation, const struct choosing *choosing)
{
	struct choosing_view *self = memory_new(1, sizeof *self);
	(void)workstation;
	self->view.class = &choosing_class;
	self->title = memory_string(choosing->title);
	self->items = memory_new(choosing->count, sizeof *self->items);
	self->labels = memory_new(choosing->count, sizeof *self->labels);
	for (size_t i = 0; i < choosing->count; i++)
		self->items[i].label = self->labels[i] = memory_string(choosing->labels[i]);
	self->menu = (struct menu){
		.items = self->items, .count = choosing->count, .selected = choosing->selected
	};
	self->context = choosing->context;
	self->choose = choosing->choose;
	return &self->view;
}
