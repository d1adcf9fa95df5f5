/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches pcscd, readers and cards in a thread of its own and reports each change. */
#ifndef CARD_MONITOR_H
#define CARD_MONITOR_H

#include <stdbool.h>

/* Starts the thread, which writes PROTOCOL_STATUS messages to the socket
 * events for as long as the process lives. False where no thread can be had. */
bool monitor_start(int events);

#endif
