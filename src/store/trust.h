/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who could sign what at which moment of the journal, grown entry by entry from the founding. Not for other layers. */
#ifndef STORE_TRUST_H
#define STORE_TRUST_H

#include "store/private.h"

struct trust;

struct trust *trust_new(struct store *store);
void trust_free(struct trust *trust);

/* Takes the next entry, envelope parsed and contents opened: its form, its
 * signature, its signer's right at that time, adopted bytes, stated hashes;
 * then lets it change who may sign. *ret_signed says whether a signature was
 * checked. RESULT_DAMAGED with what is wrong. */
enum result trust_entry(struct trust *trust, const struct entry *entry, bool *ret_signed, struct error *err);

#endif
