/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lawful erasure: the entry comes first, then the key is destroyed. */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "store/store.h"

/* Destroys the keys of all that an ENTRY_ERASE names and whose key still
 * lies there, and unlinks the files that nobody names any more. store_end does this after each commit of such an entry and
 * store_open after a crash; a restore calls it once more. *ret_count (may be
 * NULL) is how many keys went. */
enum result erase_finish(struct store *store, int *ret_count, struct error *err);

#endif
