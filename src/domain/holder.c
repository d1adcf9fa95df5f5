/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holders of roles. */
#include "domain/holder.h"

#include <string.h>

static bool is_of_kind(const struct role *role, const struct section *section)
{
	for (size_t i = 0; i < role->of_kind_count; i++)
		if (section->kind && !strcmp(role->of_kinds[i], section->kind))
			return true;
	return false;
}

static bool heads_one(const struct role *role, const struct office *office, const char *person, date day)
{
	for (size_t i = 0; i < office->section_count; i++) {
		const struct section *section = &office->sections[i];
		const struct post *head =
			is_of_kind(role, section) ? office_head(office, section->id, day) : NULL;
		if (head && office_holds(office, person, head->id, day))
			return true;
	}
	return false;
}

bool holder_is(const struct regulation *regulation, const struct role *role, const struct office *office,
	const char *person, date day)
{
	if (role->held_by == HELD_BY_HEADS)
		return heads_one(role, office, person, day);
	const struct post *post = office_role_post(office, regulation->id, role->id);
	return post && office_holds(office, person, post->id, day);
}
