-- SPDX-License-Identifier: Apache-2.0
-- What is wanted and what is here.

CREATE TABLE download(
    number INTEGER PRIMARY KEY,                 -- the order in which they were wanted
    asset TEXT NOT NULL UNIQUE,
    listing TEXT NOT NULL,
    state TEXT NOT NULL CHECK(state IN ('wanted', 'fetching', 'ready', 'failed')),
    validator TEXT NOT NULL DEFAULT '',
    fault TEXT NOT NULL DEFAULT '',
    file TEXT,                                  -- from here on: known once it is ready
    format TEXT,
    media_type TEXT,
    sha256 TEXT,
    size_bytes INTEGER,
    duration_ms INTEGER,
    CHECK(state <> 'ready' OR (file IS NOT NULL AND sha256 IS NOT NULL AND size_bytes IS NOT NULL))
) STRICT;

CREATE INDEX download_by_listing ON download(listing, state);
CREATE INDEX download_by_digest ON download(sha256) WHERE state = 'ready';
CREATE INDEX download_unfinished ON download(number) WHERE state <> 'ready';
