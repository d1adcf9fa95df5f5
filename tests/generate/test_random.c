/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random records of every form of every regulation are filed, passed, returned, decided, withdrawn:
 * GENERATE_ACTS of them in each regulation (or in GENERATE_REGULATION alone), the same ones at every run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tests/generate/around.h"
#include "tests/support/suites.h"

suite_maker random_suite;

enum { ACTS = 30, VERIFY_EVERY = 1000, SECONDS = 900 };

static size_t wanted(void)
{
	const char *text = getenv("GENERATE_ACTS");
	return text ? strtoul(text, NULL, 10) : ACTS;
}

static enum answer some_answer(struct acts *acts)
{
	size_t number = values_below(&acts->values, 100);
	return number < 75   ? ANSWER_YES
	       : number < 85 ? ANSWER_CONDITIONAL
	       : number < 95 ? ANSWER_NO
			     : ANSWER_BYPASS;
}

/* Something that anybody may do to the record besides its going on. */
static bool something_else(struct acts *acts, const char *record)
{
	static const enum act others[] = { ACT_RETURN, ACT_PULL_BACK, ACT_WITHDRAW, ACT_SEE_AFTER,
		ACT_DISPATCH, ACT_RECEIPT };
	enum act act = others[values_below(&acts->values, COUNT(others))];
	bool done = acts_do(acts, record, act, ANSWER_YES);
	/* What somebody was told of and has read may still be taken back, where it may be at all. */
	if (done && act == ACT_RECEIPT)
		acts_do(acts, record, ACT_WITHDRAW, ANSWER_YES);
	return done;
}

static void one(struct acts *acts, size_t round)
{
	const struct regulation *regulation = acts->regulation;
	const struct form *form = &regulation->forms[round % regulation->form_count];
	if (values_chance(&acts->values, 3))
		around_absence(acts);
	if (values_chance(&acts->values, 5))
		around_time(acts);
	if (form->step_count && (!acts->made_count || values_chance(&acts->values, 18)))
		acts_file(acts, form);
	if (!acts->made_count)
		return;
	/* Mostly what was filed lately: the rest has been decided. */
	size_t lately = acts->made_count < 40 ? acts->made_count : 40;
	size_t index = acts->made_count - 1 - values_below(&acts->values, lately);
	const char *record = acts->made[index].id;
	if (values_chance(&acts->values, 15))
		something_else(acts, record);
	else
		acts_go_on(acts, record, some_answer(acts));
}

START_TEST(random_acts_keep_the_journal_whole)
{
	struct acts acts;
	size_t verified = 0, rounds = 0, limit = wanted();
	const char *only = getenv("GENERATE_REGULATION");
	if (only && strcmp(only, acts_regulations[_i]) != 0)
		return;
	acts_begin(&acts, acts_regulations[_i], 20261124 + (uint64_t)_i);
	for (; acts.all < limit; rounds++) {
		one(&acts, rounds);
		ck_assert_msg(rounds < 20 * limit + 1000, "only %zu acts in %zu rounds; last: %s", acts.all,
			rounds, acts.last_refusal ? acts.last_refusal : "");
		if (acts.all / VERIFY_EVERY > verified) {
			verified = acts.all / VERIFY_EVERY;
			acts_verify(&acts);
		}
	}
	acts_verify(&acts);
	printf("%s: %zu acts on %zu records:", acts_regulations[_i], acts.all, acts.made_count);
	for (size_t i = 0; i < ACT__COUNT; i++)
		if (acts.done[i])
			printf(" %s %zu", act_name((enum act)i), acts.done[i]);
	printf("; %zu files attached, %zu lines collected, %zu absences\n", acts.attached, acts.collected,
		acts.absences);
	acts_end(&acts);
}
END_TEST

Suite *random_suite(void)
{
	Suite *suite = suite_create("random");
	TCase *test_case = tcase_create("random");
	tcase_add_loop_test(test_case, random_acts_keep_the_journal_whole, 0, (int)acts_regulation_count);
	tcase_set_timeout(test_case, SECONDS);
	suite_add_tcase(suite, test_case);
	return suite;
}
