/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads a regulation out of its files; one run finds all mistakes. */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation_check.h"
#include "domain/schema.h"

static const char main_file[] = "regulation.yaml", yaml_end[] = ".yaml";

/* The kinds of file beside regulation.yaml, each in its folder. */
enum folder { FOLDER_FORMS, FOLDER_TEXTS, FOLDER__COUNT };

static const struct {
	const char *prefix;
	const struct schema *schema;
	size_t items, count; /* offsets in struct regulation */
} folders[] = {
	[FOLDER_FORMS] = { "forms/", &form_schema, offsetof(struct regulation, forms),
		offsetof(struct regulation, form_count) },
	[FOLDER_TEXTS] = { "texts/", &text_schema, offsetof(struct regulation, texts),
		offsetof(struct regulation, text_count) },
};
static_assert(COUNT(folders) == FOLDER__COUNT, "every folder has its schema");

/* The id that a file's name gives ("forms/x.yaml": "x"), NULL where it is no
 * file of the folder. The caller frees. */
static char *id_of_file(enum folder folder, const char *name)
{
	size_t prefix = strlen(folders[folder].prefix), end = strlen(yaml_end), length = strlen(name);
	if (strncmp(name, folders[folder].prefix, prefix) || length <= prefix + end ||
		strcmp(name + length - end, yaml_end))
		return NULL;
	char *id = memory_string_n(name + prefix, length - prefix - end);
	if (schema_id_is_valid(id))
		return id;
	free(id);
	return NULL;
}

static void check_names(struct reading *reading, const struct bundle *bundle)
{
	bool has_main = false;
	if (bundle->file_count > REGULATION_FILES)
		mistake(reading, (struct place){ main_file, 0, "" },
			_("the folder has %zu files; at most %d are read"), bundle->file_count,
			REGULATION_FILES);
	for (size_t i = 0; i < bundle->file_count; i++) {
		const char *name = bundle->files[i].name;
		struct text safe = { 0 };
		bool known = !strcmp(name, main_file);
		has_main |= known;
		for (enum folder folder = 0; folder < FOLDER__COUNT && !known; folder++) {
			char *id = id_of_file(folder, name);
			known = id != NULL;
			free(id);
		}
		text_add_safe(&safe, name, strlen(name), false);
		if (!known)
			mistake(reading, (struct place){ text_string(&safe), 0, "" },
				_("a regulation has no such file; there are regulation.yaml, "
				  "forms/<id>.yaml and texts/<id>.yaml"));
		else if (i && !strcmp(bundle->files[i - 1].name, name))
			mistake(reading, (struct place){ text_string(&safe), 0, "" },
				_("the file is there twice"));
		text_done(&safe);
	}
	if (!has_main)
		mistake(reading, (struct place){ main_file, 0, "" }, _("the file is missing"));
}

static void read_file(
	struct reading *reading, const struct bundle_file *source, const struct schema *schema, void *target)
{
	struct yaml_file file;
	if (!yaml_file_open(source, &file, &reading->mistakes)) {
		reading->loose_ends = true;
		return;
	}
	reading->file = &file;
	schema_read(reading, schema, yaml_file_root(&file), target);
	reading->file = NULL;
	yaml_file_done(&file);
}

static void check_file_id(struct reading *reading, const void *target, const char *wanted)
{
	const char *id = *(char *const *)target;
	if (id && strcmp(id, wanted))
		mistake(reading, place_of(reading, target, "id"),
			_("the id \"%s\" is not the name of its file, \"%s\""), id, wanted);
}
static_assert(offsetof(struct form, id) == 0 && offsetof(struct regulation_text, id) == 0,
	"check_file_id reads the id as the first member");

static void read_folder(struct reading *reading, const struct bundle *bundle, enum folder folder)
{
	const struct schema *schema = folders[folder].schema;
	char *regulation = (char *)reading->regulation;
	size_t *count = (size_t *)(void *)(regulation + folders[folder].count);
	/* All at once: origins and conditions point into the array. */
	char *items = memory_new(bundle->file_count, schema->size);
	*(void **)(void *)(regulation + folders[folder].items) = items;
	for (size_t i = 0; i < bundle->file_count; i++) {
		char *id = id_of_file(folder, bundle->files[i].name);
		if (!id)
			continue;
		void *target = items + *count * schema->size;
		read_file(reading, &bundle->files[i], schema, target);
		check_file_id(reading, target, id);
		++*count;
		free(id);
	}
}

static void read_all(struct reading *reading, const struct bundle *bundle)
{
	for (size_t i = 0; i < bundle->file_count; i++)
		if (!strcmp(bundle->files[i].name, main_file)) {
			read_file(reading, &bundle->files[i], &regulation_schema, reading->regulation);
			break;
		}
	for (enum folder folder = 0; folder < FOLDER__COUNT; folder++)
		read_folder(reading, bundle, folder);
	check_regulation(reading);
}

enum result regulation_load(const struct bundle *bundle, struct regulation **ret_regulation,
	struct mistakes *ret_mistakes, struct error *err)
{
	struct reading reading = { .regulation = memory_new(1, sizeof(struct regulation)) };
	enum result r = RESULT_OK;
	check_names(&reading, bundle);
	if (bundle->file_count <= REGULATION_FILES)
		read_all(&reading, bundle);
	mistakes_sort(&reading.mistakes);
	if (reading.mistakes.count) {
		const struct mistake *first = &reading.mistakes.items[0];
		if (first->line)
			r = error_set(
				err, RESULT_INVALID, "%s:%zu: %s", first->file, first->line, first->sentence);
		else
			r = error_set(err, RESULT_INVALID, "%s: %s", first->file, first->sentence);
		if (ret_mistakes) {
			*ret_mistakes = reading.mistakes;
			reading.mistakes = (struct mistakes){ 0 };
		}
		regulation_free(reading.regulation);
	} else {
		*ret_regulation = reading.regulation;
	}
	reading_done(&reading);
	return r;
}
