/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring duties in 未処理一覧. */
#ifndef SERVICE_DUTIES_H
#define SERVICE_DUTIES_H

#include "service/reading.h"

/* A source of waiting_list: of each duty that is the person's or his section's
 * one line for the oldest turn that is over and for which nothing was filed, with
 * the number of further ones, and one for each turn that is shown before its day. */
enum result duties_waiting(struct session *session, struct reading_lines *lines, struct error *err);

#endif
