/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another program that keeps a card for itself, for tests/card/real.sh: hold READER exclusive|transaction.
 * Says "holding" and holds until stdin ends. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <winscard.h>

int main(int argc, char **argv)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol;
	if (argc != 3)
		return 2;
	bool exclusive = strcmp(argv[2], "exclusive") == 0;
	LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
	if (code == SCARD_S_SUCCESS)
		code = SCardConnect(context, argv[1], exclusive ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED,
			SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
	if (code == SCARD_S_SUCCESS && !exclusive)
		code = SCardBeginTransaction(card);
	if (code != SCARD_S_SUCCESS) {
		fprintf(stderr, "hold: %s\n", pcsc_stringify_error(code));
		return 1;
	}
	puts("holding");
	fflush(stdout);
	while (getchar() != EOF)
		;
	SCardDisconnect(card, SCARD_LEAVE_CARD);
	SCardReleaseContext(context);
	return 0;
}
