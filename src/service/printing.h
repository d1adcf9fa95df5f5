/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing official forms: journaled first, so that each sheet carries its 検証番号. */
#ifndef SERVICE_PRINTING_H
#define SERVICE_PRINTING_H

#include "print/sheet.h"
#include "service/reading.h"
#include "store/journal.h"

/* The text preview of the sheet, width columns wide as columns_of counts them, without a 検証番号. The caller frees. */
enum result printing_preview(struct session *session, const struct dossier *dossier, int width,
	int (*columns_of)(uint32_t code_point), char **ret_text, struct error *err);

/* Makes the sheets as one PDF in memory (never a temporary file); a print
 * entry for each is committed before; RESULT_REFUSED where a record was erased
 * by now. *ret_bytes is the caller's. *ret_doubtful
 * (may be NULL) is how many characters the fonts lack or have in another shape
 * only: the reader compares them, they are listed on the sheet. */
enum result printing_pdf(struct session *session, const struct dossier *const dossiers[], size_t count,
	char **ret_bytes, size_t *ret_length, size_t *ret_doubtful, struct error *err);

/* Commits a print's entry (entry_done) and gives the sheet its 検証番号 and the time of it. */
enum result printing_enter(
	struct desk *desk, struct entry *entry, struct sheet_content *content, struct error *err);

/* After sheets that printing_pdf has numbered could not be written or sent: notes in the journal that
 * their numbers are void, and adds to the sentence in err that they are, or that it could not be noted. */
void printing_void(
	struct session *session, const struct dossier *const dossiers[], size_t count, struct error *err);

/* Adds to the sentence in err that a print is void, or (noted is not RESULT_OK) why it could not be noted. */
void printing_say_void(enum result noted, const struct error *failed, struct error *err);

/* Writes PDF bytes to a file ("~/" is the home folder), mode 0600; an existing file is RESULT_CONFLICT
 * unless overwrite. */
enum result printing_save(
	const char *typed, const char *bytes, size_t length, bool overwrite, struct error *err);

/* True, with a sentence in err, where a file is in the way that printing_save would have to write over. */
bool printing_exists(const char *typed, struct error *err);

/* True where `lp` knows a default destination. */
bool printing_has_printer(void);

/* Gives the PDF to lp on its standard input. */
enum result printing_send(const char *bytes, size_t length, struct error *err);

#endif
