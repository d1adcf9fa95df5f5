/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 未処理一覧: all that waits for the person who has signed in. */
#ifndef SERVICE_WAITING_H
#define SERVICE_WAITING_H

#include "service/reading.h"

/* What is late first, then the most urgent, then his drafts. Not journaled: it
 * shows heads and, of the contents, a subject that is not personal. */
enum result waiting_list(struct session *session, struct reading_lines *ret_lines, struct error *err);

#endif
