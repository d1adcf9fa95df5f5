/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocation that never fails: without memory the program ends with one sentence. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <assert.h>
#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

void *memory_new(size_t count, size_t size); /* zeroed; free() */
void *memory_grow(void *old, size_t count, size_t size);
char *memory_string(const char *string); /* a copy, NULL for NULL */
char *memory_string_n(const char *string, size_t length);
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Appends one zeroed element to a plain array that is grown by doubling:
 * `struct field *field = LIST_ADD(form->fields, form->field_count);` */
#define LIST_ADD(items, count) ((items) = memory_room((items), (count), sizeof *(items)), &(items)[(count)++])
void *memory_room(void *items, size_t count, size_t size); /* room for one more, zeroed */

#endif
