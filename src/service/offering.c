/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms to be begun. */
#include "service/offering.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/verdict.h"

void offerings_free(struct offering *offerings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(offerings[i].reason);
	free(offerings);
}

static struct offering offering_of(
	struct session *session, const struct regulation *regulation, const struct form *form)
{
	struct desk *desk = session->desk;
	struct error err;
	struct offering offering = { regulation, form, regulation_chapter(regulation, form), NULL };
	if (verdict_may_begin(regulation, form, &desk->office, session->person, session->section,
		    desk_today(desk), &err) == RESULT_OK)
		return offering;
	char *article = article_text(err.article, i18n_language());
	offering.reason = *article ? memory_format("%s (%s)", err.text, article) : memory_string(err.text);
	free(article);
	return offering;
}

/* Chapters stand in the order of the regulation, forms of one in that of their articles, then of their files. */
static int by_chapter(const void *a, const void *b)
{
	const struct offering *left = a, *right = b;
	if (left->regulation != right->regulation)
		return strcmp(left->regulation->id, right->regulation->id);
	if (left->chapter != right->chapter) {
		if (!left->chapter || !right->chapter)
			return left->chapter ? 1 : -1;
		return left->chapter < right->chapter ? -1 : 1;
	}
	size_t one = regulation_clause_index(left->regulation, left->form->article);
	size_t other = regulation_clause_index(right->regulation, right->form->article);
	if (one != other)
		return one < other ? -1 : 1;
	return left->form < right->form ? -1 : left->form > right->form;
}

enum result offering_list(
	struct session *session, struct offering **ret_offerings, size_t *ret_count, struct error *err)
{
	const struct regulation **regulations;
	size_t regulation_count, count = 0;
	struct offering *offerings = NULL;
	enum result r = desk_refresh(session->desk, err);
	if (r == RESULT_OK)
		r = desk_adopted(session->desk, &regulations, &regulation_count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < regulation_count; i++)
		for (size_t f = 0; f < regulations[i]->form_count; f++)
			if (regulations[i]->forms[f].kind != FORM_DECISION)
				*LIST_ADD(offerings, count) =
					offering_of(session, regulations[i], &regulations[i]->forms[f]);
	free(regulations);
	if (count)
		qsort(offerings, count, sizeof *offerings, by_chapter);
	*ret_offerings = offerings;
	*ret_count = count;
	return RESULT_OK;
}
