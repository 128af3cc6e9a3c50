-- SPDX-License-Identifier: Apache-2.0
-- The phones and players of the room that are paired with an account of this box.

CREATE TABLE device(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,                         -- chosen by whoever paired it
    account TEXT NOT NULL REFERENCES account(name) ON DELETE CASCADE,
    token_sha256 TEXT NOT NULL UNIQUE,          -- the token itself is known to the device alone
    paired_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL                    -- to the day
) STRICT, WITHOUT ROWID;

CREATE INDEX device_by_account ON device(account);

-- The one code that pairs a device now.
CREATE TABLE pairing(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    code TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account(name) ON DELETE CASCADE,
    boot_id TEXT NOT NULL,
    until_mono_ms INTEGER NOT NULL,             -- of that boot
    tries_left INTEGER NOT NULL
) STRICT;
