/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everybody acknowledges every text. */
#include "tests/support/readers.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/journal.h"

static enum result acknowledge(struct desk *desk, const struct regulation *regulation,
	const struct regulation_text *text, const char *person, struct error *err)
{
	struct entry entry = { .kind = ENTRY_ACKNOWLEDGE, .actor = memory_string(person) };
	entry.envelope = json_pack(
		"{s:s, s:s, s:s}", "regulation", regulation->id, "text", text->id, "version", text->version);
	enum result r = journal_append(desk->store, &entry, err);
	entry_done(&entry);
	return r;
}

static enum result acknowledge_all(struct desk *desk, const struct regulation *regulation, struct error *err)
{
	enum result r = RESULT_OK;
	for (size_t t = 0; r == RESULT_OK && t < regulation->text_count; t++)
		for (size_t p = 0; r == RESULT_OK && p < desk->office.person_count; p++)
			if (strcmp(desk->office.people[p].id, READERS_SLOW) != 0)
				r = acknowledge(desk, regulation, &regulation->texts[t],
					desk->office.people[p].id, err);
	return r;
}

enum result readers_have_read(struct desk *desk, struct error *err)
{
	const struct regulation **regulations;
	size_t count;
	enum result r = desk_adopted(desk, &regulations, &count, err);
	if (r != RESULT_OK)
		return r;
	r = store_begin(desk->store, err);
	if (r == RESULT_OK) {
		for (size_t i = 0; r == RESULT_OK && i < count; i++)
			r = acknowledge_all(desk, regulations[i], err);
		r = store_end(desk->store, r, err);
	}
	free(regulations);
	return r;
}
