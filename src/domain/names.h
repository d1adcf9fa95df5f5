/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the enum value behind a name. */
#ifndef DOMAIN_NAMES_H
#define DOMAIN_NAMES_H

#include <stddef.h>
#include <string.h>

/* The index of name in names, -1 where it is not there or NULL. */
static inline int name_index(const char *const names[], size_t count, const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (!strcmp(names[i], name))
			return (int)i;
	return -1;
}

#endif
