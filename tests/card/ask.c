/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives card.h by lines from stdin, for tests/card/real.sh.
 *
 *   state WANTED MILLISECONDS   waits for the state, prints it with readers, insertion number and sentence
 *   fresh MILLISECONDS          waits until the insertion number of the first reader is another one
 *   read MILLISECONDS
 *   sign KEY PIN MILLISECONDS FILE   KEY is sign-in or decide; the digest of "choba"; signature into FILE
 *   change OLD NEW MILLISECONDS
 * Each line gets one line: RESULT|took milliseconds|rest */
#include <openssl/sha.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "card/card.h"

static const char *const states[] = {
	[CARD_STATE_STARTING] = "STARTING",
	[CARD_STATE_NO_HELPER] = "NO_HELPER",
	[CARD_STATE_NO_SERVICE] = "NO_SERVICE",
	[CARD_STATE_DENIED] = "DENIED",
	[CARD_STATE_NO_READER] = "NO_READER",
	[CARD_STATE_NO_CARD] = "NO_CARD",
	[CARD_STATE_SEVERAL_CARDS] = "SEVERAL_CARDS",
	[CARD_STATE_HELD] = "HELD",
	[CARD_STATE_MUTE] = "MUTE",
	[CARD_STATE_UNKNOWN] = "UNKNOWN",
	[CARD_STATE_PRESENT] = "PRESENT",
};
static const char *const results[] = {
	[RESULT_OK] = "OK",
	[RESULT_REFUSED] = "REFUSED",
	[RESULT_INVALID] = "INVALID",
	[RESULT_CONFLICT] = "CONFLICT",
	[RESULT_NOT_FOUND] = "NOT_FOUND",
	[RESULT_CANCELLED] = "CANCELLED",
	[RESULT_BUSY] = "BUSY",
	[RESULT_UNAVAILABLE] = "UNAVAILABLE",
	[RESULT_DENIED] = "DENIED",
	[RESULT_FULL] = "FULL",
	[RESULT_DAMAGED] = "DAMAGED",
	[RESULT_FAILED] = "FAILED",
};

enum { WORDS = 6 };

static struct card_host *host;
static int64_t begun;

static void say(enum result result, const char *rest)
{
	printf("%s|%lld|%s\n", results[result], (long long)(clock_monotonic() - begun), rest);
	fflush(stdout);
}

static const char *reader_of(const struct card_status *status)
{
	return status->reader_count ? status->readers[status->chosen].name : "no reader";
}

/* Waits on the descriptor until the state, or with wanted NULL another insertion; false when time is up. */
static bool await(const char *wanted, int milliseconds, struct card_status *ret)
{
	int64_t end = clock_monotonic() + milliseconds;
	card_host_status(host, ret);
	uint32_t old = ret->reader_count ? ret->readers[0].insertions : 0;
	for (;;) {
		struct pollfd waiting = { .fd = card_host_fd(host), .events = POLLIN };
		if (wanted ? strcmp(states[ret->state], wanted) == 0
			   : ret->reader_count && ret->readers[0].insertions != old)
			return true;
		int64_t left = end - clock_monotonic();
		if (left <= 0 || poll(&waiting, 1, (int)left) <= 0)
			return false;
		card_host_status(host, ret);
	}
}

static void on_state(char *words[WORDS])
{
	struct card_status status;
	bool found = await(words[1], atoi(words[2]), &status);
	char *rest = memory_format("%s readers=%zu insertions=%u virtual=%d %s", states[status.state],
		status.reader_count, status.reader_count ? status.readers[status.chosen].insertions : 0,
		status.reader_count ? status.readers[status.chosen].is_virtual : 0,
		card_status_sentence(&status));
	say(found ? RESULT_OK : RESULT_UNAVAILABLE, rest);
	free(rest);
}

static void on_fresh(char *words[WORDS])
{
	struct card_status status;
	bool found = await(NULL, atoi(words[1]), &status);
	say(found ? RESULT_OK : RESULT_UNAVAILABLE, states[status.state]);
}

static void on_read(char *words[WORDS])
{
	struct card_status status;
	struct card_identity identity;
	struct error err = { 0 };
	card_host_status(host, &status);
	enum result r = card_read(host, reader_of(&status), atoi(words[1]), &identity, &err);
	if (r != RESULT_OK) {
		say(r, err.text);
		return;
	}
	char *rest =
		memory_format("name=%s serial=%s tries=%d blocked=%d insertions=%u training=%d decide=%zu",
			identity.name, identity.serial, identity.tries, identity.blocked, identity.insertions,
			identity.certificates[CARD_KEY_SIGN_IN].training,
			identity.certificates[CARD_KEY_DECIDE].length);
	say(r, rest);
	free(rest);
	card_identity_done(&identity);
}

static void on_sign(char *words[WORDS])
{
	struct card_status status;
	struct card_signature signature;
	struct card_pin pin;
	struct error err = { 0 };
	uint8_t digest[CARD_DIGEST_SIZE];
	int tries = -1;
	enum card_key key = strcmp(words[1], "decide") == 0 ? CARD_KEY_DECIDE : CARD_KEY_SIGN_IN;
	SHA256((const unsigned char *)"choba", 5, digest);
	card_host_status(host, &status);
	card_pin_init(&pin);
	enum result r = card_pin_set(&pin, words[2], strlen(words[2]), &err);
	if (r == RESULT_OK)
		r = card_sign(host, reader_of(&status), key, &pin, digest, atoi(words[3]), &signature, &tries,
			&err);
	card_pin_done(&pin);
	if (r == RESULT_OK)
		r = file_write(words[4], signature.bytes, signature.length, 0600, &err);
	char *rest = memory_format("tries=%d %s", tries, r == RESULT_OK ? "signed" : err.text);
	say(r, rest);
	free(rest);
}

static void on_change(char *words[WORDS])
{
	struct card_status status;
	struct card_pin old, wanted;
	struct error err = { 0 };
	int tries = -1;
	card_host_status(host, &status);
	card_pin_init(&old);
	card_pin_init(&wanted);
	enum result r = card_pin_set(&old, words[1], strlen(words[1]), &err);
	if (r == RESULT_OK)
		r = card_pin_set(&wanted, words[2], strlen(words[2]), &err);
	if (r == RESULT_OK)
		r = card_change_pin(host, reader_of(&status), &old, &wanted, atoi(words[3]), &tries, &err);
	card_pin_done(&old);
	card_pin_done(&wanted);
	say(r, r == RESULT_OK ? "changed" : err.text);
}

static const struct {
	const char *name;
	int arguments;
	void (*run)(char *words[WORDS]);
} commands[] = {
	{ "state", 2, on_state },
	{ "fresh", 1, on_fresh },
	{ "read", 1, on_read },
	{ "sign", 4, on_sign },
	{ "change", 3, on_change },
};

int main(int argc, char **argv)
{
	char line[512];
	if (argc != 2) {
		fprintf(stderr, "usage: ask WORKER\n");
		return 2;
	}
	i18n_init(LANGUAGE_EN, "");
	host = card_host_new(argv[1]);
	while (fgets(line, sizeof line, stdin)) {
		char *words[WORDS] = { 0 };
		int count = 0;
		char *place = NULL;
		for (char *word = strtok_r(line, " \n", &place); word && count < WORDS;
			word = strtok_r(NULL, " \n", &place))
			words[count++] = word;
		begun = clock_monotonic();
		for (size_t i = 0; count && i < COUNT(commands); i++)
			if (strcmp(words[0], commands[i].name) == 0 && count == commands[i].arguments + 1)
				commands[i].run(words);
	}
	card_host_free(host);
	return 0;
}
