/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Installed files, or those of the tree the program was built in. */
#include "base/paths.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

/* The folder the program lies in, the caller's; NULL where the system does not tell. */
static char *program_folder(void)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
	if (length <= 0)
		return NULL;
	path[length] = '\0';
	return memory_string(dirname(path));
}

/* The source folder named by the build tree that folder is in, or below; NULL
 * in an installation. Test programs lie one or two levels down. */
static char *source_folder(const char *folder, char **ret_build)
{
	char *build = memory_string(folder), *source = NULL;
	for (int level = 0; level < 3 && !source; level++) {
		char *note = memory_format("%s/build-tree", build);
		size_t length;
		if (file_read(note, PATH_MAX, &source, &length, NULL) == RESULT_OK)
			source[strcspn(source, "\n")] = '\0';
		else
			dirname(build);
		free(note);
	}
	if (source && ret_build)
		*ret_build = build;
	else
		free(build);
	return source;
}

char *paths_data(const char *name)
{
	char *folder = program_folder();
	char *source = folder ? source_folder(folder, NULL) : NULL;
	char *path =
		source ? memory_format("%s/data/%s", source, name) : memory_format("%s/%s", PKGDATADIR, name);
	free(source);
	free(folder);
	return path;
}

static char *from_build(const char *inside, const char *installed)
{
	char *folder = program_folder(), *build = NULL;
	char *source = folder ? source_folder(folder, &build) : NULL;
	char *path = source ? memory_format("%s/%s", build, inside) : memory_string(installed);
	free(source);
	free(build);
	free(folder);
	return path;
}

char *paths_locale(void)
{
	return from_build("locale", LOCALEDIR);
}

char *paths_helper(const char *name)
{
	char *installed = memory_format("%s/%s", PKGLIBEXECDIR, name);
	char *path = from_build(name, installed);
	free(installed);
	return path;
}
