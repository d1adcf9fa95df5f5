/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card reader as the service sees it: what is in it, who the card says it is, a signature. */
#ifndef CARD_CARD_H
#define CARD_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "card/pin.h"

/* The private extension (not critical, an OID out of a UUID) that marks a training card's
 * certificates; the same as crypto's CERTIFICATE_TRAINING_OID. */
#define CARD_TRAINING_OID "2.25.191372871853213061489071206418230912769"

enum {
	CARD_READER_MAX = 16,    /* readers that are watched */
	CARD_READER_SIZE = 128,  /* a reader's name; pcsclite's own limit */
	CARD_NAME_SIZE = 256,    /* common name of the holder, UTF-8 */
	CARD_SERIAL_SIZE = 65,   /* hexadecimal digits of the card's own number */
	CARD_DIGEST_SIZE = 32,   /* SHA-256 */
	CARD_SIGNATURE_MAX = 512 /* RSA-4096 */
};

/* What is found at the readers. card_status_sentence says it to a person. */
enum card_state {
	CARD_STATE_STARTING,      /* the helper has not reported yet */
	CARD_STATE_NO_HELPER,     /* the helper cannot be started or died; it is tried again */
	CARD_STATE_NO_SERVICE,    /* pcscd is stopped */
	CARD_STATE_DENIED,        /* pcscd (polkit) refuses this user */
	CARD_STATE_NO_READER,     /* no reader is attached */
	CARD_STATE_NO_CARD,       /* no reader holds a card */
	CARD_STATE_SEVERAL_CARDS, /* more than one reader holds a card */
	CARD_STATE_HELD,          /* another program uses the card for itself */
	CARD_STATE_MUTE,          /* a card that gives no answer: inserted the wrong way, or broken */
	CARD_STATE_UNKNOWN,       /* a card without the PIV application */
	CARD_STATE_PRESENT,       /* one PIV card */
	CARD_STATE__COUNT
};

struct card_reader {
	char name[CARD_READER_SIZE];
	enum card_state state; /* NO_CARD, HELD, MUTE, UNKNOWN or PRESENT */
	bool is_virtual;       /* a software reader, for training only */
	uint32_t insertions;   /* changes with each insertion and removal, also with a restart of pcscd */
};

struct card_status {
	enum card_state state;
	size_t reader_count;
	struct card_reader readers[CARD_READER_MAX];
	size_t chosen; /* the reader with the one card, valid for HELD, MUTE, UNKNOWN and PRESENT */
};

/* The two keys of a PIV card that choba uses (SP 800-73-4 part 1, table 4b). */
enum card_key {
	CARD_KEY_SIGN_IN, /* 9A, RSA-2048: proves the holder */
	CARD_KEY_DECIDE,  /* 9C, P-256, PIN before each use: binds the holder */
	CARD_KEY__COUNT
};

struct card_certificate {
	uint8_t *der; /* NULL where the card has none */
	size_t length;
	int64_t not_before, not_after; /* milliseconds since 1970-01-01 UTC */
	bool training;                 /* carries CARD_TRAINING_OID */
};

struct card_identity {
	char reader[CARD_READER_SIZE];
	char serial[CARD_SERIAL_SIZE]; /* the CHUID's GUID, else its FASC-N */
	char name[CARD_NAME_SIZE]; /* common name in the sign-in certificate, raw: show it by text_add_safe */
	struct card_certificate certificates[CARD_KEY__COUNT];
	int tries;    /* PIN tries left, -1 where the card does not say */
	bool blocked; /* no try is left */
	bool is_virtual;
	uint32_t insertions; /* as in card_status when it was read; another number means another insertion */
};

struct card_signature {
	uint8_t bytes[CARD_SIGNATURE_MAX]; /* RSA PKCS#1 v1.5 block, or ECDSA-Sig-Value in DER */
	size_t length;
};

/* A host is replaceable: the real one talks to choba-card, tests have one in memory. */
struct card_host;
struct card_host_class {
	void (*free)(struct card_host *host);
	int (*fd)(struct card_host *host);
	void (*status)(struct card_host *host, struct card_status *ret);
	enum result (*read)(struct card_host *host, const char *reader, int deadline,
		struct card_identity *ret, struct error *err);
	enum result (*sign)(struct card_host *host, const char *reader, enum card_key key,
		const struct card_pin *pin, const uint8_t digest[CARD_DIGEST_SIZE], int deadline,
		struct card_signature *ret, int *ret_tries, struct error *err);
	enum result (*change_pin)(struct card_host *host, const char *reader, const struct card_pin *old,
		const struct card_pin *wanted, int deadline, int *ret_tries, struct error *err);
};
struct card_host {
	const struct card_host_class *class;
};

/* Starts choba-card (an absolute path, see paths_helper) at once and never
 * waits for it; a helper that cannot start shows as CARD_STATE_NO_HELPER. */
struct card_host *card_host_new(const char *worker_path);
void card_host_free(struct card_host *host);

/* For poll(): readable when card_host_status has news. Stays the same while the host lives. */
int card_host_fd(struct card_host *host);

/* The newest status; takes the news off the fd and never blocks. */
void card_host_status(struct card_host *host, struct card_status *ret);

/* The sentence for what is found at the readers, in the user's language. Borrowed until the next call. */
const char *card_status_sentence(const struct card_status *status);

/* The calls below wait at most deadline milliseconds. Past that the helper is
 * killed and started again and RESULT_UNAVAILABLE returned. Common answers:
 *   RESULT_UNAVAILABLE  no service, reader or card; card pulled; card too slow
 *   RESULT_BUSY         another program holds the card
 *   RESULT_DENIED       pcscd refuses this user
 *   RESULT_INVALID      not a PIV card, or it answers nonsense
 * each with a sentence of its own. */

/* Reads who the card says it is; needs no PIN. A certificate that the card
 * lacks has der == NULL. card_identity_done frees what is in *ret. */
enum result card_read(struct card_host *host, const char *reader, int deadline, struct card_identity *ret,
	struct error *err);
void card_identity_done(struct card_identity *identity);

/* Signs a SHA-256 digest. RESULT_REFUSED when the PIN is wrong or blocked:
 * the sentence names the tries left, *ret_tries too (0 blocked). *ret_tries
 * is -1 where the tries are not known and is always set. Whatever happens, the card is
 * locked again and reset before this returns or the helper is dead. */
enum result card_sign(struct card_host *host, const char *reader, enum card_key key,
	const struct card_pin *pin, const uint8_t digest[CARD_DIGEST_SIZE], int deadline,
	struct card_signature *ret, int *ret_tries, struct error *err);

/* Changes the PIN (CHANGE REFERENCE DATA). Answers as card_sign does. */
enum result card_change_pin(struct card_host *host, const char *reader, const struct card_pin *old,
	const struct card_pin *wanted, int deadline, int *ret_tries, struct error *err);

#endif
