/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine and the office looked at, each finding with its cure. */
#include "service/doctor.h"

#include <locale.h>
#include <poll.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "config.h"

#include "base/i18n.h"
#include "base/memory.h"
#include "base/paths.h"
#include "print/sheet.h"
#include "store/journal.h"

enum {
	REPORT_TIME = 3000,      /* milliseconds that the helper may take to report */
	SMALL_DISK = 200,        /* mebibytes */
	FIRST_YEAR = 2026,       /* choba did not exist before */
	CLOCK_SLACK = 60 * 1000, /* milliseconds by which the journal may be ahead */
};

static const char system_workstation[] = "/etc/choba/workstation";

static void add(struct doctor_report *report, enum doctor_grade grade, const char *what, const char *format,
	...) __attribute__((format(printf, 4, 5)));

static void add(
	struct doctor_report *report, enum doctor_grade grade, const char *what, const char *format, ...)
{
	struct doctor_line *line = LIST_ADD(report->lines, report->count);
	va_list arguments;
	va_start(arguments, format);
	if (vasprintf(&line->said, format, arguments) < 0)
		line->said = memory_string(format);
	va_end(arguments);
	line->grade = grade;
	line->what = memory_string(what);
	report->usable = report->usable && grade != DOCTOR_BAD;
}

/* ---- cards ------------------------------------------------------------------ */

/* What to do about each state of the readers; a state without a cure is good or passes. */
static const struct {
	enum doctor_grade grade;
	const char *cure;
} card_cures[] = {
	[CARD_STATE_STARTING] = { DOCTOR_BAD, N_("choba-card does not report; install choba again") },
	[CARD_STATE_NO_HELPER] = { DOCTOR_BAD, N_("install choba again, so that choba-card lies beside it") },
	[CARD_STATE_NO_SERVICE] = { DOCTOR_BAD,
		N_("as root: systemctl enable --now pcscd.socket (package pcscd)") },
	[CARD_STATE_DENIED] = { DOCTOR_BAD, N_("as root: allow this user org.debian.pcsc-lite.access_pcsc "
					       "and access_card in a file below "
					       "/etc/polkit-1/rules.d") },
	[CARD_STATE_NO_READER] = { DOCTOR_BAD, N_("plug a card reader in; lsusb must show it") },
	[CARD_STATE_NO_CARD] = { DOCTOR_GOOD, NULL },
	[CARD_STATE_SEVERAL_CARDS] = { DOCTOR_NOTE, N_("leave only one card in") },
	[CARD_STATE_HELD] = { DOCTOR_NOTE, N_("end the other program that uses the card") },
	[CARD_STATE_MUTE] = { DOCTOR_NOTE, N_("put the card in the other way round, or try another card") },
	[CARD_STATE_UNKNOWN] = { DOCTOR_NOTE, N_("choba takes cards with the PIV application") },
	[CARD_STATE_PRESENT] = { DOCTOR_GOOD, NULL },
};
static_assert(COUNT(card_cures) == CARD_STATE__COUNT, "every state of the readers has its row");

static void wait_for_report(struct card_host *cards, struct card_status *ret_status)
{
	int64_t begun = clock_monotonic();
	card_host_status(cards, ret_status);
	while (ret_status->state == CARD_STATE_STARTING) {
		int64_t left = begun + REPORT_TIME - clock_monotonic();
		if (left <= 0)
			return;
		struct pollfd news = { .fd = card_host_fd(cards), .events = POLLIN };
		poll(&news, 1, (int)left);
		card_host_status(cards, ret_status);
	}
}

static void look_at_readers(struct card_host *cards, const struct desk *desk, struct doctor_report *report)
{
	struct card_status status;
	wait_for_report(cards, &status);
	enum doctor_grade grade = card_cures[status.state].grade;
	const char *cure = card_cures[status.state].cure;
	if (cure)
		add(report, grade, _("Card reader"), _("%s. Cure: %s"), card_status_sentence(&status),
			_(cure));
	else
		add(report, grade, _("Card reader"), "%s", card_status_sentence(&status));
	for (size_t i = 0; i < status.reader_count; i++) {
		const struct card_reader *reader = &status.readers[i];
		if (!reader->is_virtual)
			add(report, DOCTOR_GOOD, _("Reader"), "%s", reader->name);
		else if (desk && !desk->training)
			add(report, DOCTOR_BAD, _("Reader"),
				_("%s is a virtual reader, for training only. Cure: remove the package "
				  "vsmartcard-vpcd and choba's training reader from /etc/reader.conf.d, then "
				  "restart pcscd"),
				reader->name);
		else
			add(report, DOCTOR_NOTE, _("Reader"),
				_("%s is a virtual reader; only a training office accepts it"), reader->name);
	}
}

static void look_at_module(struct doctor_report *report)
{
	if (access(PKCS11_MODULE, R_OK) == 0)
		add(report, DOCTOR_GOOD, _("PKCS#11 module"), "%s", PKCS11_MODULE);
	else
		add(report, DOCTOR_BAD, _("PKCS#11 module"),
			_("%s cannot be read. Cure: as root, apt-get install opensc-pkcs11"), PKCS11_MODULE);
}

/* ---- screen and paper -------------------------------------------------------- */

/* The character set that a locale's name asks for is UTF-8, or it asks for none. */
static bool is_utf8_or_silent(const char *name)
{
	const char *dot = strchr(name, '.');
	return !dot || strncasecmp(dot + 1, "utf-8", 5) == 0 || strncasecmp(dot + 1, "utf8", 4) == 0;
}

static const char *environment_locale(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	for (size_t i = 0; i < COUNT(variables); i++) {
		const char *value = getenv(variables[i]);
		if (value && *value)
			return value;
	}
	return "";
}

static void look_at_locale(struct doctor_report *report)
{
	locale_t locale = newlocale(LC_ALL_MASK, "C.UTF-8", NULL);
	const char *wanted = environment_locale();
	if (!locale)
		add(report, DOCTOR_BAD, _("Locale"),
			_("C.UTF-8 is missing. Cure: as root, apt-get install libc-bin"));
	else if (!is_utf8_or_silent(wanted))
		add(report, DOCTOR_BAD, _("Locale"),
			_("the terminal speaks %s, choba UTF-8. Cure: set the terminal to UTF-8 and LANG to "
			  "ja_JP.UTF-8 or C.UTF-8"),
			wanted);
	else
		add(report, DOCTOR_GOOD, _("Locale"), _("C.UTF-8 is there"));
	if (locale)
		freelocale(locale);
	char *folder = paths_locale();
	char *catalogue = memory_format("%s/ja/LC_MESSAGES/choba.mo", folder);
	if (access(catalogue, R_OK) == 0)
		add(report, DOCTOR_GOOD, _("Japanese messages"), "%s", catalogue);
	else
		add(report, DOCTOR_BAD, _("Japanese messages"),
			_("%s cannot be read. Cure: install choba again"), catalogue);
	free(catalogue);
	free(folder);
}

static void look_at_terminal(int ambiguous_width, struct doctor_report *report)
{
	switch (ambiguous_width) {
	case 0:
		add(report, DOCTOR_NOTE, _("Terminal"),
			_("not looked at: this is no terminal, or it does not say how wide it draws"));
		break;
	case 1:
	case 2:
		add(report, DOCTOR_GOOD, _("Terminal"), _("ambiguous characters are %d columns wide"),
			ambiguous_width);
		break;
	default:
		add(report, DOCTOR_BAD, _("Terminal"),
			_("ambiguous characters are %d columns wide. Cure: set the terminal to UTF-8"),
			ambiguous_width);
	}
}

/* An empty sheet is set, with the very fonts that forms are printed in. */
static void look_at_fonts(struct doctor_report *report)
{
	struct sheet_content sheet;
	struct error err = { 0 };
	char *bytes = NULL;
	size_t length;
	sheet_content_init(&sheet);
	sheet.title = memory_string("帳場");
	if (sheet_pdf(&sheet, 1, &bytes, &length, NULL, &err) == RESULT_OK)
		add(report, DOCTOR_GOOD, _("Fonts"), _("a sheet can be printed"));
	else
		add(report, DOCTOR_BAD, _("Fonts"),
			_("%s. Cure: as root, apt-get install fonts-ipaexfont-mincho fonts-ipaexfont-gothic"),
			err.text);
	free(bytes);
	sheet_content_done(&sheet);
}

/* ---- the office -------------------------------------------------------------- */

static const char *user_name(uid_t user, char text[32])
{
	const struct passwd *entry = getpwuid(user);
	if (entry)
		return entry->pw_name;
	snprintf(text, 32, "%u", (unsigned)user);
	return text;
}

/* The office folder is its user's alone; in production that user is choba. */
static void look_at_folder(const char *folder, const struct desk *desk, struct doctor_report *report)
{
	struct stat about;
	char number[32];
	if (stat(folder, &about) < 0) {
		add(report, DOCTOR_BAD, _("Office folder"),
			_("%s cannot be looked at. Cure: name it with --office, or found it with choba init"),
			folder);
		return;
	}
	if ((about.st_mode & 07777) != 0700)
		add(report, DOCTOR_BAD, _("Office folder"),
			_("%s is open to others (mode %04o). Cure: chmod 700 %s"), folder,
			(unsigned)(about.st_mode & 07777), folder);
	else if (about.st_uid != geteuid())
		add(report, DOCTOR_BAD, _("Office folder"),
			_("%s belongs to %s, choba runs as another user. Cure: run choba as %s"), folder,
			user_name(about.st_uid, number), user_name(about.st_uid, number));
	else if (desk && !desk->training && strcmp(user_name(about.st_uid, number), "choba") != 0)
		add(report, DOCTOR_BAD, _("Office folder"),
			_("%s belongs to %s. Cure: as root, chown -R choba: %s"), folder,
			user_name(about.st_uid, number), folder);
	else
		add(report, DOCTOR_GOOD, _("Office folder"), _("%s is %s's alone"), folder,
			user_name(about.st_uid, number));
	struct statvfs disk;
	if (statvfs(folder, &disk) == 0) {
		unsigned long long room = (unsigned long long)disk.f_bavail * disk.f_frsize >> 20;
		add(report, room < SMALL_DISK ? DOCTOR_NOTE : DOCTOR_GOOD, _("Disk"),
			_("%llu MB are free for the office"), room);
	}
}

static bool lies_within(const char *path, const char *folder)
{
	char *real_path = realpath(path, NULL), *real_folder = realpath(folder, NULL);
	size_t length = real_folder ? strlen(real_folder) : 0;
	bool within = real_path && real_folder && strncmp(real_path, real_folder, length) == 0 &&
		      real_path[length] == '/';
	free(real_path);
	free(real_folder);
	return within;
}

static void look_at_key(const char *key_file, const char *folder, struct doctor_report *report)
{
	struct stat about;
	if (stat(key_file, &about) < 0)
		add(report, DOCTOR_BAD, _("Master key"),
			_("%s cannot be looked at. Cure: name it with --key, or put it back from its copy"),
			key_file);
	else if (lies_within(key_file, folder))
		add(report, DOCTOR_BAD, _("Master key"),
			_("%s lies in the office folder, so whoever copies that has both. Cure: move it out "
			  "and name it with --key"),
			key_file);
	else if ((about.st_mode & 077) != 0)
		add(report, DOCTOR_BAD, _("Master key"),
			_("%s is open to others (mode %04o). Cure: chmod 600 %s"), key_file,
			(unsigned)(about.st_mode & 07777), key_file);
	else
		add(report, DOCTOR_GOOD, _("Master key"), _("%s lies apart and is closed to others"),
			key_file);
}

static void look_at_workstation(
	const struct doctor_options *options, const struct desk *desk, struct doctor_report *report)
{
	struct stat about;
	const char *file = options->workstation_file ? options->workstation_file : system_workstation;
	if (!desk->training && stat(file, &about) == 0 && (about.st_uid != 0 || about.st_mode & 022)) {
		add(report, DOCTOR_BAD, _("Workstation"),
			_("%s can be changed by others than root. Cure: as root, chown root: %s; chmod 644 "
			  "%s"),
			file, file, file);
		return;
	}
	add(report, DOCTOR_GOOD, _("Workstation"), _("\"%s\" is enrolled in this office"), desk->workstation);
}

/* ---- the clock ---------------------------------------------------------------- */

static void look_at_clock(const struct clock *clock, struct desk *desk, struct doctor_report *report)
{
	int64_t now = clock_now(clock), last = 0, sequence;
	struct hash hash;
	struct entry entry;
	char day[DATE_TEXT_SIZE], time[DATE_TEXT_SIZE];
	if (desk && journal_head(desk->store, &sequence, &hash, NULL) == RESULT_OK &&
		journal_entry(desk->store, sequence, &entry, NULL) == RESULT_OK) {
		last = entry.time;
		entry_done(&entry);
	}
	date_text(date_from_ms(now), i18n_language(), true, day);
	date_clock_text(now, time);
	if (date_parts(date_from_ms(now)).year < FIRST_YEAR)
		add(report, DOCTOR_BAD, _("Clock"),
			_("it says %s %s, which cannot be. Cure: as root, timedatectl set-ntp true"), day,
			time);
	else if (now + CLOCK_SLACK < last)
		add(report, DOCTOR_BAD, _("Clock"),
			_("it says %s %s, which is before the journal's last entry. Cure: as root, "
			  "timedatectl "
			  "set-ntp true"),
			day, time);
	else
		add(report, DOCTOR_GOOD, _("Clock"), "%s %s", day, time);
}

static struct desk *open_office(const struct doctor_options *options, struct doctor_report *report)
{
	struct desk *desk = NULL;
	struct error err = { 0 };
	struct desk_options desk_options = {
		.folder = options->folder,
		.key_file = options->key_file,
		.workstation_file = options->workstation_file,
		.clock = options->clock,
		.cards = options->cards,
	};
	if (desk_open(&desk_options, &desk, &err) == RESULT_OK)
		add(report, DOCTOR_GOOD, _("Office"), desk->training ? _("%s (training)") : "%s",
			label_text(&desk->office.name));
	else
		add(report, DOCTOR_BAD, _("Office"), "%s", err.text);
	return desk;
}

void doctor_look(const struct doctor_options *options, struct doctor_report *ret_report)
{
	struct desk *desk = NULL;
	*ret_report = (struct doctor_report){ .usable = true };
	if (options->folder)
		desk = open_office(options, ret_report);
	if (options->folder) {
		look_at_folder(options->folder, desk, ret_report);
		look_at_key(options->key_file, options->folder, ret_report);
	}
	if (desk)
		look_at_workstation(options, desk, ret_report);
	if (options->cards)
		look_at_readers(options->cards, desk, ret_report);
	look_at_module(ret_report);
	look_at_locale(ret_report);
	look_at_terminal(options->ambiguous_width, ret_report);
	look_at_fonts(ret_report);
	look_at_clock(options->clock, desk, ret_report);
	desk_free(desk);
}

void doctor_report_done(struct doctor_report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		free(report->lines[i].what);
		free(report->lines[i].said);
	}
	free(report->lines);
	*report = (struct doctor_report){ 0 };
}
