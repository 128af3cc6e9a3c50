-- SPDX-License-Identifier: Apache-2.0
-- What listeners did, how its delivery stands, and what they see meanwhile.

CREATE TABLE intent(
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, -- this box's total order, never used twice
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,                      -- no reference: it outlives the account
    listing TEXT NOT NULL,                      -- maybe one this box does not know
    kind TEXT NOT NULL CHECK(kind IN ('progress', 'completed', 'uncompleted', 'favorite', 'unfavorite')),
    position_ms INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    mono_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    offset_ms INTEGER,                          -- the backend's calendar minus ours; NULL = not known then
    base_ms INTEGER,                            -- stamp of the backend's word it followed; NULL = there was none
    plugin TEXT NOT NULL,
    dedupe_key TEXT NOT NULL,
    stays_here INTEGER NOT NULL,                -- 1: no backend is told
    UNIQUE(plugin, dedupe_key)
) STRICT;

CREATE INDEX intent_staying_here ON intent(sequence) WHERE stays_here = 1;

CREATE TABLE delivery(
    sequence INTEGER NOT NULL REFERENCES intent(sequence),
    backend TEXT NOT NULL,
    account TEXT NOT NULL,                      -- account, family, listing: the lane, as of the intent
    family TEXT NOT NULL CHECK(family IN ('progress', 'favorite')),
    listing TEXT NOT NULL,
    state TEXT NOT NULL CHECK(state IN
        ('pending', 'in_batch', 'acked', 'superseded', 'suppressed', 'quarantined', 'discarded')),
    ended INTEGER NOT NULL DEFAULT 0,           -- 1: acked, suppressed, discarded, or superseded by one that was acked or suppressed
    superseded_by INTEGER,
    batch INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_outcome TEXT NOT NULL DEFAULT '',
    last_detail TEXT NOT NULL DEFAULT '',
    request_sha256 TEXT NOT NULL DEFAULT '',    -- of a quarantined one: what was refused, and with what answer
    answer_sha256 TEXT NOT NULL DEFAULT '',
    PRIMARY KEY(sequence, backend),
    CHECK((state = 'superseded') = (superseded_by IS NOT NULL)),
    CHECK((state = 'in_batch') = (batch IS NOT NULL)),
    CHECK(ended = 0 OR state IN ('acked', 'suppressed', 'superseded', 'discarded')),
    CHECK(ended = 1 OR state NOT IN ('acked', 'suppressed', 'discarded'))
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_ready ON delivery(account, family, sequence) WHERE state = 'pending';
CREATE INDEX delivery_quarantined ON delivery(account, family, listing, sequence) WHERE state = 'quarantined';
CREATE INDEX delivery_unconfirmed ON delivery(account, family, listing, sequence) WHERE ended = 0;
CREATE INDEX delivery_superseded ON delivery(superseded_by) WHERE state = 'superseded' AND ended = 0;
CREATE INDEX delivery_in_batch ON delivery(account, sequence) WHERE state = 'in_batch';
CREATE INDEX delivery_ended ON delivery(sequence) WHERE ended = 1;
CREATE INDEX delivery_by_account ON delivery(account, sequence);

-- A fact is not rewritten, and goes only once nobody waits for it any more.
CREATE TRIGGER intent_is_immutable BEFORE UPDATE ON intent
BEGIN
    SELECT raise(ABORT, 'an intent is never changed');
END;

CREATE TRIGGER intent_stays_until_confirmed BEFORE DELETE ON intent
WHEN EXISTS(SELECT 1 FROM delivery WHERE sequence = OLD.sequence AND ended = 0)
BEGIN
    SELECT raise(ABORT, 'an intent stays until its delivery has ended');
END;

CREATE TRIGGER delivery_stays_until_confirmed BEFORE DELETE ON delivery
WHEN OLD.ended = 0
BEGIN
    SELECT raise(ABORT, 'a delivery stays until it has ended');
END;

CREATE TRIGGER delivery_end_is_final BEFORE UPDATE ON delivery
WHEN OLD.ended = 1
BEGIN
    SELECT raise(ABORT, 'a delivery that has ended is never changed');
END;

-- The newest stamp this box has sent for a lane: what comes later is not stamped earlier.
CREATE TABLE lane(
    account TEXT NOT NULL,
    family TEXT NOT NULL,
    listing TEXT NOT NULL,
    sent_ms INTEGER NOT NULL,
    PRIMARY KEY(account, family, listing)
) STRICT, WITHOUT ROWID;

-- Frozen: the request goes out again byte for byte until its outcome is known. The row goes with the outcome.
CREATE TABLE batch(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL UNIQUE,
    backend TEXT NOT NULL,
    idempotency_key TEXT NOT NULL UNIQUE,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    headers BLOB NOT NULL,
    body BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER batch_is_frozen BEFORE UPDATE OF
    account, backend, idempotency_key, method, path, headers, body ON batch
BEGIN
    SELECT raise(ABORT, 'a frozen batch is never changed');
END;

CREATE TABLE batch_intent(
    batch INTEGER NOT NULL REFERENCES batch(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,                  -- the order the codec saw
    sequence INTEGER NOT NULL REFERENCES intent(sequence),
    slug TEXT NOT NULL,                         -- slug and stamp as the codec saw them
    occurred_ms INTEGER NOT NULL,
    PRIMARY KEY(batch, position)
) STRICT, WITHOUT ROWID;

-- The remote_ columns are the backend's last word (NULL: none yet); the others are what the person sees.
CREATE TABLE progress(
    account TEXT NOT NULL,
    listing TEXT NOT NULL,
    remote_position_ms INTEGER,
    remote_duration_ms INTEGER,
    remote_completed INTEGER,
    remote_updated_ms INTEGER,
    position_ms INTEGER,                        -- NULL, as all visible ones: nothing to see
    duration_ms INTEGER,
    completed INTEGER,
    updated_ms INTEGER,
    PRIMARY KEY(account, listing)
) STRICT, WITHOUT ROWID;

CREATE INDEX progress_by_time ON progress(account, updated_ms);

CREATE TABLE favorite(
    account TEXT NOT NULL,
    listing TEXT NOT NULL,
    remote INTEGER,
    remote_updated_ms INTEGER,
    favorite INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    PRIMARY KEY(account, listing)
) STRICT, WITHOUT ROWID;
