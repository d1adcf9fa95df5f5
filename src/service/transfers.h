/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a transfer leaves to be done: rights to be cancelled, cards to be given back, open records to be taken over. */
#ifndef SERVICE_TRANSFERS_H
#define SERVICE_TRANSFERS_H

#include "service/reading.h"

/* A source of waiting_list. For everybody whose main post in a section ends, or
 * ended lately, and who does not stay in it:
 * - the old section is told which register still has him, with the form that ends it;
 * - its head is told how many of his records are open;
 * - who enrols cards is told of the card of one who leaves the office. */
enum result transfers_waiting(struct session *session, struct reading_lines *lines, struct error *err);

#endif
