/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating hours as they stand now, and the days on which the office is closed. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/calendar.h"
#include "domain/hours.h"
#include "ui/screen/screens.h"

enum { DAYS_AHEAD = 90, DAY_MINUTES = 24 * 60, MINUTE_MS = 60 * 1000 };

/* What the page is written from. */
struct times {
	struct desk *desk;
	const char *person; /* who looks */
	date today;
	int minute; /* of the day */
	struct text *text;
};

static void add_weekdays(const struct hours *hours, struct text *text)
{
	size_t count = 0;
	for (unsigned day = 0; day < DATE_WEEKDAYS; day++)
		if (hours->weekdays[(day + 1) % DATE_WEEKDAYS])
			text_format(text, "%s%s", count++ ? _(", ") : "",
				calendar_weekday((day + 1) % DATE_WEEKDAYS, i18n_language()));
}

static bool is_approved(const struct times *times, const struct regulation *regulation,
	const struct hours *rule, const char *system)
{
	const struct hours_use use = { times->person, system, NULL, times->today, times->minute };
	return hours_approved(regulation, &times->desk->office, rule, &use);
}

/* Whether it is open at this minute, or why not. */
static void add_state(const struct times *times, const struct regulation *regulation, const char *system)
{
	const struct hours *rule;
	enum hours_state state =
		hours_at(regulation, &times->desk->office, system, times->today, times->minute, &rule);
	char *why = hours_why(rule, &times->desk->office, times->today, state);
	if (state == HOURS_FREE)
		text_add(times->text, _("settled elsewhere"));
	else if (state != HOURS_WITHIN && is_approved(times, regulation, rule, system))
		text_add(times->text, _("open now for you: these hours were approved"));
	else
		text_add(times->text, state == HOURS_WITHIN ? _("open now") : _("closed now"));
	if (*why)
		text_format(times->text, _(" (%s)"), why);
	text_add(times->text, "\n");
	free(why);
}

static void add_rule(
	const struct times *times, const struct regulation *regulation, const struct hours *hours)
{
	const struct choice_list *list = regulation_list(regulation, hours->systems);
	char *article = article_text(hours->article, i18n_language());
	text_format(times->text, "%s  %d:%02d - %d:%02d  ", label_text(&hours->label), hours->from / 60,
		hours->from % 60, hours->to / 60, hours->to % 60);
	add_weekdays(hours, times->text);
	if (hours->closed_on_holidays)
		text_add(times->text, _(", not on days off of the office"));
	text_format(times->text, "  (%s)\n", article);
	free(article);
	if (!list) {
		text_add(times->text, "  ");
		add_state(times, regulation, NULL);
	}
	for (size_t i = 0; list && i < list->choice_count; i++) {
		if (hours_rule(regulation, list->choices[i].id) != hours &&
			hours_rule(regulation, list->choices[i].id))
			continue; /* another rule says it */
		text_format(times->text, "  %s: ", label_text(&list->choices[i].label));
		add_state(times, regulation, list->choices[i].id);
	}
}

static void add_hours(const struct times *times)
{
	const struct regulation **regulations;
	size_t count;
	if (desk_adopted(times->desk, &regulations, &count, NULL) != RESULT_OK)
		return;
	text_format(times->text, "■ %s\n", _("Operating hours"));
	size_t before = times->text->length;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < regulations[i]->hours_count; k++) {
			if (!k)
				text_format(times->text, "%s%s\n", label_text(&regulations[i]->title),
					admission_obeys(&times->desk->office, regulations[i]->id)
						? _("  (signing in obeys these hours)")
						: "");
			add_rule(times, regulations[i], &regulations[i]->hours[k]);
		}
	if (times->text->length == before)
		text_format(times->text, "%s\n", _("No regulation of this office sets hours."));
	free(regulations);
}

static void add_days_off(const struct times *times)
{
	const struct office *office = &times->desk->office;
	text_format(times->text, "\n■ %s\n", _("Days off of the office, besides its weekdays"));
	for (date day = times->today; day <= times->today + DAYS_AHEAD; day++) {
		const char *why = office_day_off(office, day, i18n_language());
		char words[DATE_TEXT_SIZE];
		if (!why)
			continue;
		date_text(day, i18n_language(), true, words);
		text_format(times->text, "%s  %s\n", words, why);
	}
	for (size_t i = 0; i < office->opened_count; i++) {
		char words[DATE_TEXT_SIZE];
		if (office->opened[i].day < times->today || office->opened[i].day > times->today + DAYS_AHEAD)
			continue;
		date_text(office->opened[i].day, i18n_language(), true, words);
		text_format(times->text, _("%s  open: %s\n"), words, label_text(&office->opened[i].name));
	}
}

struct view *times_new(struct workstation *workstation)
{
	struct text text = { 0 };
	struct desk *desk = workstation->desk;
	date today = desk_today(desk);
	struct times times = { desk, workstation->session->person, today,
		(int)((clock_now(desk->clock) - date_to_ms(today)) / MINUTE_MS % DAY_MINUTES), &text };
	add_hours(&times);
	add_days_off(&times);
	struct view *view = text_view_new(workstation, _("Hours and days off"), text_string(&text));
	text_done(&text);
	return view;
}
