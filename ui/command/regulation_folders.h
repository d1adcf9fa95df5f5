/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where regulations lie: the folders of one's own, then those that came with choba. */
#ifndef UI_COMMAND_REGULATION_FOLDERS_H
#define UI_COMMAND_REGULATION_FOLDERS_H

#include "base/error.h"
#include "domain/regulation.h"

/* The folders in which regulations are looked for by id, the first that has one
 * counts: those of $CHOBA_REGULATIONS (apart by colons), /etc/choba/regulations,
 * those that came with choba. The caller frees strings and array. */
size_t regulation_folders(char ***ret_folders);

/* The files of a regulation named by id or by folder. bundle_done(*ret_bundle). */
enum result regulation_files(const char *id_or_folder, struct bundle *ret_bundle, struct error *err);

/* The ids found in the folders, each once, sorted. The caller frees strings and array. */
size_t regulation_ids(char ***ret_ids);

#endif
