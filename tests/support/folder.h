/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test asks of a folder. */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include <stddef.h>

/* How many names without a dot in front the folder inner of folder holds; 0 where there is none. */
size_t folder_count(const char *folder, const char *inner);

#endif
