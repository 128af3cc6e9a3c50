-- SPDX-License-Identifier: Apache-2.0
-- Playback events until every translator has seen them.

CREATE TABLE journal(
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    account TEXT NOT NULL,
    listing TEXT NOT NULL,
    mono_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    wall_ms INTEGER NOT NULL,
    type TEXT NOT NULL,
    -- What a type needs of these; the meaning is the type's (EventRows.cpp).
    position_ms INTEGER,
    extent_ms INTEGER,
    measure REAL,
    word TEXT,
    flag INTEGER
) STRICT;

-- A translator is known from the first time it asks for events.
CREATE TABLE plugin_cursor(
    plugin TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,                  -- of the last event it has seen
    asked_at INTEGER NOT NULL                   -- the last event there was when it asked, roughly
) STRICT, WITHOUT ROWID;
