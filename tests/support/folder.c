/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders that tests look into. */
#include "tests/support/folder.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/memory.h"

size_t folder_count(const char *folder, const char *inner)
{
	char *path = memory_format("%s/%s", folder, inner);
	DIR *listing = opendir(path);
	size_t count = 0;
	for (const struct dirent *found; listing && (found = readdir(listing));)
		count += found->d_name[0] != '.';
	if (listing)
		closedir(listing);
	free(path);
	return count;
}
