/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocation that never fails. */
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *memory)
{
	if (memory)
		return memory;
	fputs("choba: out of memory\n", stderr);
	abort();
}

void *memory_new(size_t count, size_t size)
{
	return checked(calloc(count ? count : 1, size ? size : 1));
}

void *memory_grow(void *old, size_t count, size_t size)
{
	return checked(reallocarray(old, count ? count : 1, size ? size : 1));
}

char *memory_string(const char *string)
{
	return string ? checked(strdup(string)) : NULL;
}

char *memory_string_n(const char *string, size_t length)
{
	return checked(strndup(string, length));
}

char *memory_format(const char *format, ...)
{
	va_list arguments;
	char *string = NULL;
	va_start(arguments, format);
	if (vasprintf(&string, format, arguments) < 0)
		string = NULL;
	va_end(arguments);
	return checked(string);
}

void *memory_room(void *items, size_t count, size_t size)
{
	if ((count & (count - 1)) == 0) /* 0, 1, 2, 4, 8 ...: full, so double */
		items = memory_grow(items, count ? count * 2 : 1, size);
	memset((char *)items + count * size, 0, size);
	return items;
}
