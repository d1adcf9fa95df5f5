/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where regulations lie: the folders of one's own, then those that came with choba. */
#ifndef UI_COMMAND_REGULATION_FOLDERS_H
#define UI_COMMAND_REGULATION_FOLDERS_H

#include <stdio.h>

#include "base/error.h"
#include "domain/regulation.h"

/* The files of a regulation named by id or by folder. An id is looked for in the
 * folders of $CHOBA_REGULATIONS (apart by colons), in /etc/choba/regulations and
 * among those that came with choba; the first that has it counts. bundle_done(*ret_bundle). */
enum result regulation_files(const char *id_or_folder, struct bundle *ret_bundle, struct error *err);

/* The same, and the regulation that the files make: its mistakes are printed to
 * mistakes_to. bundle_done(*ret_bundle), regulation_free; ret_bundle may be NULL. */
enum result regulation_read(const char *id_or_folder, FILE *mistakes_to, struct bundle *ret_bundle,
	struct regulation **ret_regulation, struct error *err);

/* The ids found in the folders, each once, sorted. The caller frees strings and array. */
size_t regulation_ids(char ***ret_ids);

#endif
