/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders read into bundles. */
#include "tests/support/bundle.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

char *source_path(const char *name)
{
	return memory_format("%s/%s", TOP_FOLDER, name);
}

static void add_folder(struct bundle *bundle, const char *path, const char *prefix)
{
	DIR *folder = opendir(path);
	ck_assert_msg(folder != NULL, "%s cannot be opened", path);
	const struct dirent *entry;
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		char *inner = memory_format("%s/%s", path, entry->d_name);
		char *name = memory_format("%s%s", prefix, entry->d_name);
		struct stat status;
		ck_assert_msg(stat(inner, &status) == 0, "%s cannot be read", inner);
		if (S_ISDIR(status.st_mode)) {
			char *deeper = memory_format("%s/", name);
			add_folder(bundle, inner, deeper);
			free(deeper);
		} else {
			struct error err = { 0 };
			char *bytes = NULL;
			size_t length = 0;
			ck_assert_msg(file_read(inner, 4U << 20, &bytes, &length, &err) == RESULT_OK, "%s",
				err.text);
			bundle_add(bundle, name, bytes, length);
			free(bytes);
		}
		free(name);
		free(inner);
	}
	closedir(folder);
}

void bundle_read(const char *folder, struct bundle *ret_bundle)
{
	char *path = source_path(folder);
	*ret_bundle = (struct bundle){ 0 };
	add_folder(ret_bundle, path, "");
	free(path);
}

/* Puts text behind the first place of a mark in the file. */
static void put_behind(struct bundle_file *file, const char *mark, const char *text)
{
	const char *at = strstr(file->bytes, mark);
	if (!at) {
		fprintf(stderr, "%s has no \"%s\"\n", file->name, mark);
		abort();
	}
	size_t length = (size_t)(at - file->bytes) + strlen(mark);
	char *bytes = memory_format("%.*s%s%s", (int)length, file->bytes, text, file->bytes + length);
	free(file->bytes);
	file->bytes = bytes;
	file->length = strlen(bytes);
}

void bundle_join_office(struct bundle *office, const char *id, const char *roles)
{
	char *first = memory_format("%s, ", id);
	for (size_t i = 0; i < office->file_count; i++)
		if (!strcmp(office->files[i].name, "office.yaml")) {
			put_behind(&office->files[i], "\nregulations: [", first);
			put_behind(&office->files[i], "\nroles:\n", roles);
		}
	free(first);
}

struct regulation *regulation_read(const char *folder)
{
	struct bundle bundle;
	struct mistakes mistakes = { 0 };
	struct regulation *regulation = NULL;
	struct text all = { 0 };
	bundle_read(folder, &bundle);
	enum result r = regulation_load(&bundle, &regulation, &mistakes, NULL);
	for (size_t i = 0; i < mistakes.count; i++)
		text_format(&all, "\n%s:%zu: %s", mistakes.items[i].file, mistakes.items[i].line,
			mistakes.items[i].sentence);
	ck_assert_msg(r == RESULT_OK, "%s has mistakes:%s", folder, text_string(&all));
	text_done(&all);
	mistakes_done(&mistakes);
	bundle_done(&bundle);
	return regulation;
}
