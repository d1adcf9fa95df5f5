/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: whether two are the same, one is among several, and the enum value behind one. */
#ifndef DOMAIN_NAMES_H
#define DOMAIN_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* False where one of them is NULL. */
static inline bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static inline bool is_among(char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* What stands behind the stroke in "<regulation>/<form>", "<regulation>/<role>" and
 * the like; NULL where the name is of another regulation. Borrowed. */
static inline const char *name_within(const char *name, const char *regulation)
{
	size_t length = strlen(regulation);
	return !strncmp(name, regulation, length) && name[length] == '/' ? name + length + 1 : NULL;
}

/* The index of name in names, -1 where it is not there or NULL. */
static inline int name_index(const char *const names[], size_t count, const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (!strcmp(names[i], name))
			return (int)i;
	return -1;
}

#endif
