/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening an office at this workstation. */
#include "service/desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/store.h"

static const char system_workstation[] = "/etc/choba/workstation";
enum { WORKSTATION_LIMIT = 256 };

static enum result read_workstation(const char *path, char **ret_id, struct error *err)
{
	char *bytes;
	size_t length;
	enum result r = file_read(path, WORKSTATION_LIMIT, &bytes, &length, err);
	if (r != RESULT_OK)
		return r;
	bytes[strcspn(bytes, "\r\n")] = '\0';
	*ret_id = bytes;
	return RESULT_OK;
}

/* The named file, else the machine's, else (in a training office) the one in the folder. */
static enum result find_workstation(struct desk *desk, const char *path, struct error *err)
{
	enum result r = read_workstation(path ? path : system_workstation, &desk->workstation, err);
	if (r != RESULT_OK && !path && desk->training) {
		char *inside = memory_format("%s/workstation", desk->folder);
		r = read_workstation(inside, &desk->workstation, err);
		free(inside);
	}
	if (r == RESULT_NOT_FOUND)
		return error_set(err, r,
			_("This workstation has no id: %s is missing. An administrator enrols it with `choba "
			  "workstation add`"),
			path ? path : system_workstation);
	if (r != RESULT_OK)
		return r;
	r = query_workstation(desk->store, desk->workstation, err);
	if (r == RESULT_NOT_FOUND)
		return error_set(err, RESULT_REFUSED,
			_("The workstation \"%s\" is not enrolled in this office"), desk->workstation);
	return r;
}

/* How the rules ask the registers: what cannot be read is not held to be true. */
static bool fact_is(void *context, const struct fact_question *question)
{
	const struct desk *desk = context;
	struct error err;
	bool holds = false;
	if (query_fact_holds(desk->store, question, &holds, &err) != RESULT_OK)
		log_line("registers: %s", err.text);
	return holds;
}

static size_t fact_people(
	void *context, const char *regulation, const char *fact, date day, char ***ret_persons)
{
	const struct desk *desk = context;
	struct error err;
	size_t count;
	if (query_fact_persons(desk->store, regulation, fact, day, ret_persons, &count, &err) != RESULT_OK)
		log_line("registers: %s", err.text);
	return count;
}

enum result desk_open(const struct desk_options *options, struct desk **ret_desk, struct error *err)
{
	struct desk *desk = memory_new(1, sizeof *desk);
	struct store_place place = { options->folder, options->key_file };
	desk->clock = options->clock;
	desk->cards = options->cards;
	desk->folder = memory_string(options->folder);
	desk->facts = (struct fact_source){ fact_is, desk, fact_people };
	enum result r = store_open(&place, options->clock, &desk->store, err);
	if (r == RESULT_OK) {
		desk->training = store_is_training(desk->store);
		r = desk_refresh(desk, err);
	}
	if (r == RESULT_OK)
		r = find_workstation(desk, options->workstation_file, err);
	if (r != RESULT_OK) {
		desk_free(desk);
		return r;
	}
	*ret_desk = desk;
	return RESULT_OK;
}

void desk_free(struct desk *desk)
{
	if (!desk)
		return;
	store_close(desk->store);
	office_done(&desk->office);
	for (size_t i = 0; i < desk->regulation_count; i++) {
		free(desk->regulations[i].hash);
		regulation_free(desk->regulations[i].regulation);
	}
	free(desk->regulations);
	free(desk->workstation);
	free(desk->folder);
	free(desk);
}

enum result desk_refresh(struct desk *desk, struct error *err)
{
	json_t *json;
	int64_t sequence;
	enum result r = query_office(desk->store, &json, &sequence, err);
	if (r != RESULT_OK || sequence == desk->office.revision) {
		if (r == RESULT_OK)
			json_decref(json);
		return r;
	}
	struct office office;
	r = office_from_json(json, &office, err);
	json_decref(json);
	if (r != RESULT_OK)
		return r;
	office_done(&desk->office);
	desk->office = office;
	desk->office.revision = sequence;
	desk->office.facts = &desk->facts;
	return RESULT_OK;
}

date desk_today(const struct desk *desk)
{
	return date_from_ms(clock_now(desk->clock));
}

static enum result load_regulation(
	struct desk *desk, const char *hash, const struct regulation **ret_regulation, struct error *err)
{
	struct bytes bytes = { 0 };
	struct bundle bundle = { 0 };
	struct regulation *regulation;
	enum result r = query_regulation_bytes(desk->store, hash, &bytes, err);
	if (r == RESULT_OK)
		r = bundle_unpack((const char *)bytes.data, bytes.length, &bundle, err);
	if (r == RESULT_OK)
		r = regulation_load(&bundle, &regulation, NULL, err);
	if (r == RESULT_OK) {
		struct desk_regulation *slot = LIST_ADD(desk->regulations, desk->regulation_count);
		*slot = (struct desk_regulation){ memory_string(hash), regulation };
		*ret_regulation = regulation;
	}
	bundle_done(&bundle);
	bytes_done(&bytes);
	return r;
}

enum result desk_regulation(
	struct desk *desk, const char *hash, const struct regulation **ret_regulation, struct error *err)
{
	for (size_t i = 0; i < desk->regulation_count; i++)
		if (!strcmp(desk->regulations[i].hash, hash)) {
			*ret_regulation = desk->regulations[i].regulation;
			return RESULT_OK;
		}
	return load_regulation(desk, hash, ret_regulation, err);
}

/* The hash as the desk keeps it, so that it may be borrowed. */
static const char *kept_hash(const struct desk *desk, const struct regulation *regulation)
{
	for (size_t i = 0; i < desk->regulation_count; i++)
		if (desk->regulations[i].regulation == regulation)
			return desk->regulations[i].hash;
	return NULL;
}

enum result desk_current(struct desk *desk, const char *id, const struct regulation **ret_regulation,
	const char **ret_hash, struct error *err)
{
	struct adopted adopted;
	enum result r = query_regulation(desk->store, id, &adopted, err);
	if (r != RESULT_OK)
		return r;
	r = desk_regulation(desk, adopted.hash, ret_regulation, err);
	if (r == RESULT_OK && ret_hash)
		*ret_hash = kept_hash(desk, *ret_regulation);
	adopted_done(&adopted);
	return r;
}

enum result desk_adopted(
	struct desk *desk, const struct regulation ***ret_regulations, size_t *ret_count, struct error *err)
{
	struct adopted_list list;
	enum result r = query_regulations(desk->store, &list, err);
	if (r != RESULT_OK)
		return r;
	const struct regulation **regulations = memory_new(list.count + 1, sizeof *regulations);
	for (size_t i = 0; r == RESULT_OK && i < list.count; i++)
		r = desk_regulation(desk, list.items[i].hash, &regulations[i], err);
	if (r == RESULT_OK) {
		*ret_regulations = regulations;
		*ret_count = list.count;
	} else {
		free(regulations);
	}
	adopted_list_done(&list);
	return r;
}
