/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files attached to a form or a record, as their own small screen and as lines of others. */
#ifndef UI_SCREEN_ATTACHMENTS_H
#define UI_SCREEN_ATTACHMENTS_H

#include "ui/screen/screens.h"
#include "ui/screen/summary.h"

/* Adds files by path and takes them off. The filing is the view's beneath. */
struct view *attach_files_new(struct workstation *workstation, struct filing *filing);

/* Saves copies of a record's files. The dossier is the view's beneath. */
struct view *attached_files_new(struct workstation *workstation, const struct dossier *dossier);

/* The files with their sizes under a heading; nothing where there are none. */
void attachments_summarise(struct summary *summary, const char *heading, const json_t *list);

#endif
