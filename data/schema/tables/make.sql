-- SPDX-License-Identifier: GPL-3.0-or-later
-- The tables projected from the journal. README.md says what happens when this text changes.

-- A record's head, and its acts in the same row: what every act changes lies on one page. With a
-- rowid, because a row of a table without one leaves its page from a quarter of it on.
CREATE TABLE records (
	id              TEXT NOT NULL UNIQUE,
	regulation      TEXT NOT NULL,
	regulation_hash TEXT NOT NULL,
	form            TEXT NOT NULL,
	state           INTEGER NOT NULL,
	step            TEXT,
	version         INTEGER NOT NULL,
	revision        INTEGER NOT NULL,
	contents        INTEGER NOT NULL,
	fiscal_year     INTEGER NOT NULL,
	number          INTEGER NOT NULL,
	section         TEXT,
	drafter         TEXT,
	applicant       TEXT,
	filed           INTEGER,
	received        INTEGER,
	decided         INTEGER,
	answer          INTEGER NOT NULL,
	decision_of     TEXT,
	decision        TEXT,
	document_number TEXT,
	dispatched      INTEGER,
	late            INTEGER NOT NULL,
	erased          INTEGER NOT NULL,
	use_from        INTEGER,
	use_to          INTEGER,
	concluded       INTEGER NOT NULL,
	concluded_by    TEXT,
	concluded_on    INTEGER,
	way             TEXT,             -- who sits at its steps, as JSON; NULL where the form alone says so
	lists           TEXT,             -- what else the head holds in lists, as JSON; NULL for none
	actors          TEXT NOT NULL,    -- who has acted on it, each once, with a space before and behind
	history         TEXT NOT NULL     -- its acts, oldest first: JSON arrays with commas between
) STRICT;

CREATE UNIQUE INDEX records_number ON records (regulation, form, fiscal_year, number) WHERE number > 0;
-- No index holds the revision, which every act changes: an act would write three pages more than it needs.
CREATE INDEX records_state ON records (state);
CREATE INDEX records_drafter ON records (drafter);
-- Decision papers that have not gone out.
CREATE INDEX records_paper ON records (state) WHERE decision_of IS NOT NULL AND document_number IS NULL;
CREATE INDEX records_use ON records (use_to) WHERE use_from IS NOT NULL AND concluded_by IS NULL;
-- Revoked, and the report of its end not yet in.
CREATE INDEX records_revoked ON records (concluded_on) WHERE concluded_by IS NOT NULL AND concluded = 3;

-- Which records concern which earlier ones, by the heads' lists.
CREATE TABLE relations (
	record  TEXT NOT NULL,
	earlier TEXT NOT NULL,
	kind    INTEGER NOT NULL,
	PRIMARY KEY (record, earlier, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX relations_earlier ON relations (earlier);

-- Who was told of what and has not confirmed it.
CREATE TABLE unread (
	told   TEXT NOT NULL,       -- "post:<id>", "section:<id>", "person:<id>"
	record TEXT NOT NULL,
	PRIMARY KEY (told, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX unread_record ON unread (record);

-- What decisions made true. Days are included; a row whose last day lies before its first never held.
CREATE TABLE facts (
	sequence      INTEGER NOT NULL,  -- of the entry that granted it, and the place in its "effects"
	place         INTEGER NOT NULL,
	regulation    TEXT NOT NULL,
	fact          TEXT NOT NULL,
	person        TEXT,
	subject       TEXT,
	subject_words TEXT,
	detail        TEXT,
	begins        INTEGER NOT NULL,
	ends          INTEGER,           -- the last day; NULL is open
	time_from     INTEGER,           -- minutes of the day; NULL: all day
	time_to       INTEGER,
	record        TEXT,              -- whose decision granted it; NULL: it stood there at the founding
	ended_by      TEXT,              -- whose decision ended it; NULL: none
	PRIMARY KEY (sequence, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX facts_fact ON facts (regulation, fact, person);
CREATE INDEX facts_record ON facts (record);

-- Who was stood in for and has not looked at it since.
CREATE TABLE stood_in (
	person TEXT NOT NULL,
	record TEXT NOT NULL,
	PRIMARY KEY (person, record)
) STRICT, WITHOUT ROWID;

-- The last receipt number given.
CREATE TABLE numbers (
	regulation  TEXT NOT NULL,
	form        TEXT NOT NULL,
	fiscal_year INTEGER NOT NULL,
	last        INTEGER NOT NULL,
	PRIMARY KEY (regulation, form, fiscal_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolments (
	sequence    INTEGER NOT NULL,
	fingerprint BLOB NOT NULL,
	person      TEXT NOT NULL,
	card        TEXT NOT NULL,
	slot        TEXT NOT NULL,
	certificate BLOB NOT NULL,
	begins      INTEGER NOT NULL,
	ends        INTEGER NOT NULL,  -- 0 while in force
	PRIMARY KEY (fingerprint, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX enrolments_person ON enrolments (person);
CREATE UNIQUE INDEX enrolments_in_force ON enrolments (fingerprint) WHERE ends = 0;

CREATE TABLE regulations (
	sequence INTEGER PRIMARY KEY,
	id       TEXT NOT NULL,
	version  TEXT NOT NULL,
	hash     TEXT NOT NULL,
	time     INTEGER NOT NULL
) STRICT;

CREATE INDEX regulations_id ON regulations (id, sequence);

-- One row: what the first entry said, and the office as it is now.
CREATE TABLE office (
	one      INTEGER PRIMARY KEY CHECK (one = 1),
	id       TEXT NOT NULL,
	training INTEGER NOT NULL,
	sequence INTEGER NOT NULL,  -- of the entry that brought .json; 0 before there is one
	json     TEXT
) STRICT;

CREATE TABLE workstations (
	id       TEXT PRIMARY KEY,
	name     TEXT,
	sequence INTEGER NOT NULL,
	removed  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed sign-ins since the last good one.
CREATE TABLE failures (
	subject TEXT NOT NULL,      -- 'workstation' or 'person'
	id      TEXT NOT NULL,
	count   INTEGER NOT NULL,
	last    INTEGER NOT NULL,
	PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE prints (
	sequence INTEGER PRIMARY KEY,
	record   TEXT,
	time     INTEGER NOT NULL,
	actor    TEXT,
	revision INTEGER NOT NULL
) STRICT;

-- Who has read which text in which version, and when last.
CREATE TABLE acknowledgements (
	regulation TEXT NOT NULL,
	text       TEXT NOT NULL,
	version    TEXT NOT NULL,
	person     TEXT NOT NULL,
	time       INTEGER NOT NULL,
	sequence   INTEGER NOT NULL,
	PRIMARY KEY (regulation, text, version, person)
) STRICT, WITHOUT ROWID;

-- Who is away, in UTC milliseconds.
CREATE TABLE absences (
	sequence  INTEGER PRIMARY KEY,
	person    TEXT NOT NULL,
	begins    INTEGER NOT NULL,
	ends      INTEGER NOT NULL,
	ground    TEXT,
	noted_by  TEXT,
	cancelled INTEGER NOT NULL
) STRICT;

CREATE INDEX absences_ends ON absences (ends) WHERE cancelled = 0;

-- What was lawfully erased: records and whole fiscal years of other contents.
CREATE TABLE erasures (
	key      TEXT PRIMARY KEY,  -- the name of the key
	sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The attached files that a record's acts name; they lie in the office's folder by that name.
CREATE TABLE files (
	file   TEXT NOT NULL,  -- hash of the sealed bytes
	record TEXT NOT NULL,
	PRIMARY KEY (file, record)
) STRICT, WITHOUT ROWID;
