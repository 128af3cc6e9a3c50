-- SPDX-License-Identifier: Apache-2.0
-- What there is to listen to. An empty backend means a person's own, made on this box.
-- A thing's slug is unique here; backend_slug is what its backend calls it.

CREATE TABLE scholar(
    id TEXT PRIMARY KEY,
    backend TEXT NOT NULL,
    backend_slug TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    language TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX scholar_by_name ON scholar(folded_name);

CREATE TABLE topic(
    id TEXT PRIMARY KEY,
    backend TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE listing(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    backend TEXT NOT NULL,
    backend_slug TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL CHECK(format IN ('single', 'series', 'collection', 'lesson')),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    language TEXT NOT NULL,
    scholar TEXT NOT NULL,                      -- '' = unknown; maybe one no longer offered
    parent TEXT NOT NULL,                       -- '' = stands alone
    order_index INTEGER NOT NULL,
    duration_ms INTEGER,
    published_ms INTEGER,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    sort_key TEXT NOT NULL DEFAULT '',          -- folded; a parent's children come right after it, in order
    holds_stored INTEGER NOT NULL DEFAULT 0     -- 1: its audio, or that of something below it, is stored here
) STRICT;

CREATE INDEX listing_by_parent ON listing(parent, order_index) WHERE parent <> '';
CREATE INDEX listing_by_scholar ON listing(scholar);
CREATE INDEX listing_by_backend ON listing(backend);
CREATE INDEX listing_by_sort_key ON listing(sort_key, number);
CREATE INDEX listing_at_top ON listing(sort_key, number) WHERE parent = '';
CREATE INDEX listing_holding_stored ON listing(sort_key, number) WHERE holds_stored = 1;
CREATE INDEX listing_by_time ON listing(published_ms, number) WHERE parent = '' AND published_ms IS NOT NULL;

CREATE TABLE asset(
    id TEXT PRIMARY KEY,
    listing TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    format TEXT NOT NULL,
    bitrate_kbps INTEGER NOT NULL,
    duration_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_topic(
    listing TEXT NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY(listing, topic)
) STRICT, WITHOUT ROWID;

CREATE INDEX listing_topic_by_topic ON listing_topic(topic);

-- Folded words, joined by spaces; rowid = listing.number. Marks are kept within words, since folding has
-- already taken off those that do not matter.
CREATE VIRTUAL TABLE listing_words USING fts5(
    title, scholar, series, description,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'",
    prefix = '2 3'
);

-- Counts changes of what the library shows.
CREATE TABLE revision(number INTEGER NOT NULL) STRICT;
INSERT INTO revision(number) VALUES(0);
