/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring duties in 未処理一覧. */
#ifndef SERVICE_DUTIES_H
#define SERVICE_DUTIES_H

#include "service/reading.h"

/* A source of waiting_list: a line for each turn of a duty that is the
 * person's or his section's, that is shown today and for which nothing was filed. */
enum result duties_waiting(struct session *session, struct reading_lines *lines, struct error *err);

#endif
