/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk: an office folder opened at one workstation, with all that its acts need. */
#ifndef SERVICE_DESK_H
#define SERVICE_DESK_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/error.h"
#include "domain/fact.h"
#include "domain/office.h"
#include "domain/regulation.h"

struct store;
struct card_host;

struct desk_options {
	const char *folder;   /* the office folder */
	const char *key_file; /* the master key, outside the folder */
	const char *
		workstation_file; /* NULL: /etc/choba/workstation, or "<folder>/workstation" of a training office */
	const struct clock *clock; /* borrowed */
	struct card_host *cards;   /* borrowed; NULL for commands that need no card */
};

/* A regulation version that is in memory. */
struct desk_regulation {
	char *hash;
	struct regulation *regulation;
};

struct desk {
	struct store *store;
	const struct clock *clock;
	struct card_host *cards;
	char *folder;
	char *workstation;        /* this workstation's enrolled id */
	bool training;            /* 研修用 */
	struct office office;     /* as of the last desk_refresh */
	struct fact_source facts; /* the registers, as the office's rules ask them */
	struct desk_regulation *regulations;
	size_t regulation_count;
};

/* Opens; every failure of the store and its keys has its own sentence. The caller frees with desk_free. */
enum result desk_open(const struct desk_options *options, struct desk **ret_desk, struct error *err);
void desk_free(struct desk *desk);

/* Reads the office again when it has changed; within a transaction it is then
 * the office that the entry to be appended is judged by. */
enum result desk_refresh(struct desk *desk, struct error *err);

date desk_today(const struct desk *desk);

/* The regulation of a version, loaded once and kept; borrowed. */
enum result desk_regulation(
	struct desk *desk, const char *hash, const struct regulation **ret_regulation, struct error *err);

/* The newest adopted version of a regulation and its hash; both borrowed. */
enum result desk_current(struct desk *desk, const char *id, const struct regulation **ret_regulation,
	const char **ret_hash, struct error *err);

/* The newest version of every adopted regulation, by id: an array of the caller's, what it points to borrowed. */
enum result desk_adopted(
	struct desk *desk, const struct regulation ***ret_regulations, size_t *ret_count, struct error *err);

#endif
