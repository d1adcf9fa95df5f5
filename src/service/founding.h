/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Founding an office, enrolling cards, adopting regulations, changing people: the acts of its administrators. */
#ifndef SERVICE_FOUNDING_H
#define SERVICE_FOUNDING_H

#include "service/session.h"

/* One administrator's card at the founding, read from the card or from its certificates. */
struct founding_card {
	const char *person;
	const unsigned char *certificates[CARD_KEY__COUNT]; /* DER */
	size_t lengths[CARD_KEY__COUNT];
	const char *serial;
};

struct founding {
	const char *folder, *key_file, *workstation;
	const struct clock *clock;
	bool training;
	const struct bundle *office;             /* the office's data files */
	const struct bundle *const *regulations; /* checked and adopted at once */
	size_t regulation_count;
	const struct founding_card *cards; /* administrators; production wants two */
	size_t card_count;
};

/* Whether an office could be founded from its data files with these regulations;
 * RESULT_INVALID with every mistake of the first file that has some. office_done. */
enum result founding_check(const struct bundle *office_files, const struct bundle *const *regulations,
	size_t count, date today, struct office *ret_office, struct mistakes *ret_mistakes,
	struct error *err);

/* Makes the office folder, its keys and its first entries. On RESULT_OK
 * *ret_root is the root fingerprint to be put on paper (the caller's). */
enum result founding_found(
	const struct founding *founding, char **ret_root, struct mistakes *ret_mistakes, struct error *err);

/* Enrols a card for a person; signed by the session's card. RESULT_CONFLICT where it is somebody's already. */
enum result founding_enrol(struct session *session, const char *person, const struct founding_card *card,
	const struct card_pin *pin, int *ret_tries, struct error *err);

/* Ends a person's card from now on. */
enum result founding_revoke(struct session *session, const char *card_serial, const char *reason,
	const struct card_pin *pin, int *ret_tries, struct error *err);

/* Adopts a version of a regulation; mistakes are all named. */
enum result founding_adopt(struct session *session, const struct bundle *bundle, const struct card_pin *pin,
	int *ret_tries, struct mistakes *ret_mistakes, struct error *err);

/* Puts a changed office (office_copy of the desk's, as a CSV import makes it)
 * into force; signed. RESULT_CONFLICT where the desk's changed since it was copied. */
enum result founding_change_office(struct session *session, const struct office *office,
	const struct card_pin *pin, int *ret_tries, struct error *err);

/* Reads a folder of files into a bundle, names relative to it. RESULT_INVALID past 200 files or 1 MB each. */
enum result founding_bundle(const char *folder, struct bundle *ret_bundle, struct error *err);

#endif
