/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search path of regulations. */
#include "ui/command/regulation_folders.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/paths.h"
#include "service/founding.h"
#include "ui/command/office.h"

static const char own_folder[] = "/etc/choba/regulations";

/* Where regulations lie, in the order of their weight. The caller frees strings and array. */
static size_t regulation_folders(char ***ret_folders)
{
	const char *own = getenv("CHOBA_REGULATIONS");
	char **folders = NULL;
	size_t count = 0;
	while (own && *own) {
		size_t length = strcspn(own, ":");
		if (length)
			*LIST_ADD(folders, count) = memory_string_n(own, length);
		own += length + (own[length] == ':');
	}
	*LIST_ADD(folders, count) = memory_string(own_folder);
	*LIST_ADD(folders, count) = paths_data("regulations");
	*ret_folders = folders;
	return count;
}

static void strings_free(char **strings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(strings[i]);
	free(strings);
}

static bool is_folder(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* The folder of a regulation by its id, NULL where none has it. The caller frees. */
static char *folder_of_id(const char *id)
{
	char **folders, *found = NULL;
	size_t count = strchr(id, '/') ? 0 : regulation_folders(&folders);
	for (size_t i = 0; i < count && !found; i++) {
		char *folder = memory_format("%s/%s", folders[i], id);
		if (*id && id[0] != '.' && is_folder(folder))
			found = folder;
		else
			free(folder);
	}
	if (count)
		strings_free(folders, count);
	return found;
}

enum result regulation_files(const char *id_or_folder, struct bundle *ret_bundle, struct error *err)
{
	char *folder = folder_of_id(id_or_folder);
	enum result r;
	if (folder)
		r = founding_bundle(folder, ret_bundle, err);
	else if (access(id_or_folder, F_OK) != 0)
		r = error_set(err, RESULT_NOT_FOUND,
			_("\"%s\" is neither a folder nor a known regulation; choba regulation list names "
			  "those"),
			id_or_folder);
	else
		r = founding_bundle(id_or_folder, ret_bundle, err);
	free(folder);
	return r;
}

enum result regulation_read(const char *id_or_folder, FILE *mistakes_to, struct bundle *ret_bundle,
	struct regulation **ret_regulation, struct error *err)
{
	struct bundle bundle = { 0 };
	struct mistakes mistakes = { 0 };
	enum result r = regulation_files(id_or_folder, &bundle, err);
	if (r == RESULT_OK)
		r = regulation_load(&bundle, ret_regulation, &mistakes, err);
	print_mistakes(mistakes_to, NULL, &mistakes);
	if (r != RESULT_OK && mistakes.count)
		error_set(err, r, _("%s: %zu mistakes"), id_or_folder, mistakes.count);
	mistakes_done(&mistakes);
	if (r == RESULT_OK && ret_bundle)
		*ret_bundle = bundle;
	else
		bundle_done(&bundle);
	return r;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_listed(char *const *ids, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(ids[i], id))
			return true;
	return false;
}

static void add_ids(const char *folder, char ***ids, size_t *count)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;
	while (directory && (entry = readdir(directory))) {
		char *file = memory_format("%s/%s/regulation.yaml", folder, entry->d_name);
		if (entry->d_name[0] != '.' && access(file, R_OK) == 0 &&
			!is_listed(*ids, *count, entry->d_name))
			*LIST_ADD(*ids, *count) = memory_string(entry->d_name);
		free(file);
	}
	if (directory)
		closedir(directory);
}

size_t regulation_ids(char ***ret_ids)
{
	char **folders, **ids = NULL;
	size_t count = 0, folder_count = regulation_folders(&folders);
	for (size_t i = 0; i < folder_count; i++)
		add_ids(folders[i], &ids, &count);
	strings_free(folders, folder_count);
	if (count)
		qsort(ids, count, sizeof *ids, by_name);
	*ret_ids = ids;
	return count;
}
