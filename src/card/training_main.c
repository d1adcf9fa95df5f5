/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba-training-card: makes software cards and puts them into the training reader. */
#include <getopt.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/text.h"
#include "card/training_desk.h"
#include "card/training_link.h"

enum { EXIT_USAGE = 2 };

struct options {
	struct training_order order;
	bool expired, pem;
	unsigned port;
	const char *fault;
	const char *operand;
};

static volatile sig_atomic_t stopped;

static void on_stop(int number)
{
	(void)number;
	stopped = 1;
}

static enum result on_create(struct options *options, struct error *err)
{
	struct training_card *card;
	struct training_order *order = &options->order;
	order->start = (int64_t)time(NULL);
	if (options->expired) { /* it ended a month ago */
		order->days = 365;
		order->start -= (int64_t)(365 + 30) * 86400;
	}
	if (!order->name)
		return error_set(err, RESULT_INVALID, _("Name the card's holder with --name"));
	enum result r = training_card_make(order, &card, err);
	if (r != RESULT_OK)
		return r;
	r = training_card_write(card, options->operand, err);
	training_card_free(card);
	return r;
}

static void show_certificate(const struct card_certificate *certificate, const char *label, bool pem)
{
	uint8_t hash[SHA256_DIGEST_LENGTH];
	SHA256(certificate->der, certificate->length, hash);
	printf("%s ", label);
	for (size_t i = 0; i < sizeof hash; i++)
		printf("%02X", hash[i]);
	putchar('\n');
	const unsigned char *at = certificate->der;
	X509 *x509 = pem ? d2i_X509(NULL, &at, (long)certificate->length) : NULL;
	if (x509) {
		PEM_write_X509(stdout, x509);
		PEM_write_PUBKEY(stdout, X509_get0_pubkey(x509));
	}
	X509_free(x509);
}

static enum result on_show(struct options *options, struct error *err)
{
	struct training_card *card;
	enum result r = training_card_read(options->operand, &card, err);
	if (r != RESULT_OK)
		return r;
	struct text name = { 0 };
	text_add_safe(&name, card->name, strlen(card->name), false);
	printf(_("name %s\n"), text_string(&name));
	text_done(&name);
	printf(_("serial %u\n"), card->serial);
	printf("GUID ");
	for (size_t i = 0; i < sizeof card->guid; i++)
		printf("%02X", card->guid[i]);
	printf(_("\nPIN tries %d, PUK tries %d\n"), card->pin.tries, card->puk.tries);
	show_certificate(&card->certificates[CARD_KEY_SIGN_IN], "9A SHA-256", options->pem);
	show_certificate(&card->certificates[CARD_KEY_DECIDE], "9C SHA-256", options->pem);
	training_card_free(card);
	return RESULT_OK;
}

static enum result on_run(struct options *options, struct error *err)
{
	struct training_card *card = NULL;
	struct training_link link = { .listener = -1, .connection = -1 };
	struct sigaction action = { .sa_handler = on_stop };
	bool unused;
	enum result r = RESULT_OK;
	if (options->fault)
		r = training_fault_parse(options->fault, &link.fault, err);
	if (r == RESULT_OK)
		r = training_card_read(options->operand, &card, err);
	if (r == RESULT_OK)
		r = training_link_open(&link, options->port, err);
	if (r == RESULT_OK) {
		sigaction(SIGINT, &action, NULL);
		sigaction(SIGTERM, &action, NULL);
		bool in = true;
		while (!stopped && in)
			in = training_link_serve(&link, card, -1, -1, &unused);
		printf(_("%u commands answered\n"), link.apdus);
		training_link_close(&link);
	}
	training_card_free(card);
	return r;
}

static enum result on_desk(struct options *options, struct error *err)
{
	return training_desk(options->operand, options->port, err);
}

static const struct {
	const char *name, *arguments, *help;
	enum result (*run)(struct options *options, struct error *err);
} commands[] = {
	{ "create", "FILE --name NAME --serial N [--pin PIN] [--puk PUK] [--days N | --expired]",
		N_("makes a card with new keys and training certificates"), on_create },
	{ "show", "FILE [--pem]", N_("prints the card's number and the fingerprints of its certificates"),
		on_show },
	{ "run", "FILE --port N [--fault SPEC]", N_("puts the card into the reader until it is stopped"),
		on_run },
	{ "desk", "FOLDER --port N", N_("lets a person choose which card of a folder is in the reader"),
		on_desk },
};

static int usage(FILE *stream, int status)
{
	fprintf(stream, "%s\n", _("usage: choba-training-card COMMAND [--lang ja|en]"));
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(stream, "  %s %s\n      %s\n", commands[i].name, commands[i].arguments,
			_(commands[i].help));
	return status;
}

/* A number from least to most; -1 where it is none. */
static long number_of(const char *text, long least, long most)
{
	char *end;
	long number = strtol(text, &end, 10);
	return end != text && *end == '\0' && number >= least && number <= most ? number : -1;
}

static enum language language = LANGUAGE_JA;

static bool take_option(struct options *options, int option)
{
	long number = 0;
	switch (option) {
	case 'n': options->order.name = optarg; break;
	case 's':
		number = number_of(optarg, 1, 999999999);
		options->order.serial = (uint32_t)number;
		break;
	case 'p': options->order.pin = optarg; break;
	case 'u': options->order.puk = optarg; break;
	case 'd':
		number = number_of(optarg, 1, 36500);
		options->order.days = (int)number;
		break;
	case 'e': options->expired = true; break;
	case 'm': options->pem = true; break;
	case 'o':
		number = number_of(optarg, 1, 65535);
		options->port = (unsigned)number;
		break;
	case 'f': options->fault = optarg; break;
	case 'l': language = strcmp(optarg, "en") == 0 ? LANGUAGE_EN : LANGUAGE_JA; break;
	default: return false;
	}
	return number >= 0;
}

int main(int argc, char **argv)
{
	static const struct option known[] = { { "name", required_argument, NULL, 'n' },
		{ "serial", required_argument, NULL, 's' }, { "pin", required_argument, NULL, 'p' },
		{ "puk", required_argument, NULL, 'u' }, { "days", required_argument, NULL, 'd' },
		{ "expired", no_argument, NULL, 'e' }, { "pem", no_argument, NULL, 'm' },
		{ "port", required_argument, NULL, 'o' }, { "fault", required_argument, NULL, 'f' },
		{ "lang", required_argument, NULL, 'l' }, { "help", no_argument, NULL, 'h' }, { 0 } };
	struct options options = { .order = { .serial = 1, .pin = "123456", .puk = "12345678", .days = 365 },
		.port = 35963 };
	bool good = true, help = false;
	for (int option; (option = getopt_long(argc, argv, "", known, NULL)) >= 0;) {
		help = help || option == 'h';
		good = (option == 'h' || take_option(&options, option)) && good;
	}
	char *locale = paths_locale();
	i18n_init(language, locale);
	free(locale);
	if (help)
		return usage(stdout, EXIT_SUCCESS);
	if (!good || argc - optind != 2)
		return usage(stderr, EXIT_USAGE);
	options.operand = argv[optind + 1];
	for (size_t i = 0; i < COUNT(commands); i++) {
		if (strcmp(commands[i].name, argv[optind]) != 0)
			continue;
		struct error err;
		if (commands[i].run(&options, &err) == RESULT_OK)
			return EXIT_SUCCESS;
		fprintf(stderr, "choba-training-card: %s\n", err.text);
		return EXIT_FAILURE;
	}
	return usage(stderr, EXIT_USAGE);
}
