/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A training office, its cards and a workstation on a terminal nobody sees, worked by the real keys. */
#ifndef TESTS_SCREEN_BENCH_H
#define TESTS_SCREEN_BENCH_H

#include "service/deciding.h"
#include "tests/card/fake_card.h"
#include "tests/support/training.h"
#include "tests/term/headless.h"
#include "ui/screen/workstation.h"

/* Founds the office of data/demo/toin-town once, with a card for everybody;
 * each bench works on a copy. For main, around suites_run. */
void bench_found(void);
void bench_forget(void);

struct bench {
	struct workstation *workstation;
	struct desk *desk;
	struct term *term;
	struct card_host *cards;
	struct clock clock;              /* stands at 2026-11-24 10:12 in Japan until moved */
	const struct training *training; /* whose office it is; NULL for the bench's own */
	char *folder, *office, *key_file, *workstation_file;
};

/* A workstation with an empty reader at the sign-in screen. */
void bench_open(struct bench *bench, int rows, int columns, bool japanese);
void bench_close(struct bench *bench);

/* The same in an office that has adopted tests/data/regulations/times beside the other: deadlines and hours. */
void bench_open_times(struct bench *bench, int rows, int columns, bool japanese);

/* In the office of a training, whose cards are the ones that go in. The
 * training's own session ends before, and training_end comes after bench_close. */
void bench_open_training(
	struct bench *bench, const struct training *training, int rows, int columns, bool japanese);

/* The card of a person of the demo office ("yamada"); its PIN is FAKE_PIN. */
struct fake_card *bench_card(const char *person);

/* The card goes in or out, and the workstation takes notice. */
void bench_insert(struct bench *bench, const char *person);
void bench_remove(struct bench *bench);

/* Types bytes as the terminal would send them, handles and draws. */
void bench_type(struct bench *bench, const char *bytes);

/* Insert, PIN, Enter; fails the test where the first screen does not come. */
void bench_sign_in(struct bench *bench, const char *person);

/* Begins a form out of 業務選択, wherever it stands there; title as the screen has it. */
void bench_begin_form(struct bench *bench, const char *title);

/* The same of a 保護データ利用申請書, in either language. */
void bench_begin(struct bench *bench);

/* Handles what has come and draws. */
void bench_settle(struct bench *bench);

/* The name of the view on top: "waiting". */
void bench_expect_view(const struct bench *bench, const char *name);

/* What colleagues do at another workstation of the same office: an application
 * is filed (the caller frees its id); somebody acts on it, with PIN where it is
 * signed; signing in is made to obey the hours of a regulation; a draft is
 * kept. Each fails the test where it is refused. */
char *bench_file(struct bench *bench, const char *person, const char *subject);
void bench_act(struct bench *bench, const char *person, const char *record, const struct wish *wish);
void bench_obey_hours(struct bench *bench, const char *regulation);
void bench_draft(struct bench *bench, const char *person, const char *subject);

#define BENCH_UP "\033[A"
#define BENCH_DOWN "\033[B"
#define BENCH_F1 "\033OP"
#define BENCH_F2 "\033OQ"
#define BENCH_F3 "\033OR"
#define BENCH_F4 "\033OS"
#define BENCH_F5 "\033[15~"
#define BENCH_F6 "\033[17~"
#define BENCH_F9 "\033[20~"
#define BENCH_F10 "\033[21~"
#define BENCH_F11 "\033[23~"
#define BENCH_F12 "\033[24~"

#endif
