/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What any call that can fail answers; the sentence for the user is in struct error. */
#ifndef BASE_RESULT_H
#define BASE_RESULT_H

enum result {
	RESULT_OK,
	RESULT_REFUSED,     /* a rule says no; the error names the rule and its article */
	RESULT_INVALID,     /* what came in is not well formed */
	RESULT_CONFLICT,    /* somebody else was first; read again */
	RESULT_NOT_FOUND,   /* the named thing does not exist */
	RESULT_CANCELLED,   /* the person or the program stopped it */
	RESULT_BUSY,        /* held by another process; try again later */
	RESULT_UNAVAILABLE, /* a device, service or file cannot be reached */
	RESULT_DENIED,      /* the operating system or the card refuses access */
	RESULT_FULL,        /* no room on the disk */
	RESULT_DAMAGED,     /* stored bytes are not what was written */
	RESULT_FAILED,      /* a library failed in a way that is none of these */
	RESULT__COUNT
};

#endif
