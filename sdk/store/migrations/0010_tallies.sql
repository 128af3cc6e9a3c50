-- SPDX-License-Identifier: Apache-2.0
-- How much there is of each scholar, kept as the catalogue changes: counting it for a page took seconds with
-- 100,000 lectures. A listing is shown unless it was withdrawn and nothing of it is stored here.

CREATE TABLE tally(
    scholar TEXT PRIMARY KEY,                   -- as in listing: '' = unknown
    shown INTEGER NOT NULL,                     -- listings that are shown
    lectures INTEGER NOT NULL,                  -- those of them that have audio
    stored INTEGER NOT NULL,                    -- those of them that are stored here
    series INTEGER NOT NULL                     -- series and collections that are shown
) STRICT, WITHOUT ROWID;

-- What one listing adds.
CREATE VIEW tallied AS
    SELECT id, scholar, (withdrawn = 0 OR holds_stored = 1) AS shown,
           (withdrawn = 0 OR holds_stored = 1) AND audible AS lecture,
           holds_stored = 1 AND audible AS stored,
           (withdrawn = 0 OR holds_stored = 1) AND format IN ('series', 'collection') AS series
    FROM (SELECT *, EXISTS(SELECT 1 FROM asset WHERE listing = l.id) AS audible FROM listing l);

INSERT INTO tally SELECT scholar, sum(shown), sum(lecture), sum(stored), sum(series) FROM tallied GROUP BY scholar;

CREATE TRIGGER listing_added AFTER INSERT ON listing BEGIN
    INSERT INTO tally SELECT scholar, shown, lecture, stored, series FROM tallied WHERE id = NEW.id
    ON CONFLICT(scholar) DO UPDATE SET shown = shown + excluded.shown, lectures = lectures + excluded.lectures,
        stored = stored + excluded.stored, series = series + excluded.series;
END;

CREATE TRIGGER listing_leaves BEFORE UPDATE OF scholar, format, withdrawn, holds_stored ON listing BEGIN
    UPDATE tally SET (shown, lectures, stored, series) =
        (SELECT tally.shown - t.shown, tally.lectures - t.lecture, tally.stored - t.stored, tally.series - t.series
         FROM tallied t WHERE t.id = OLD.id) WHERE scholar = OLD.scholar;
END;

CREATE TRIGGER listing_comes_back AFTER UPDATE OF scholar, format, withdrawn, holds_stored ON listing BEGIN
    INSERT INTO tally SELECT scholar, shown, lecture, stored, series FROM tallied WHERE id = NEW.id
    ON CONFLICT(scholar) DO UPDATE SET shown = shown + excluded.shown, lectures = lectures + excluded.lectures,
        stored = stored + excluded.stored, series = series + excluded.series;
END;

CREATE TRIGGER asset_added AFTER INSERT ON asset BEGIN
    UPDATE tally SET (lectures, stored) =
        (SELECT tally.lectures + t.lecture, tally.stored + t.stored FROM tallied t WHERE t.id = NEW.listing)
    WHERE scholar = (SELECT scholar FROM listing WHERE id = NEW.listing);
END;

CREATE TRIGGER asset_gone BEFORE DELETE ON asset BEGIN
    UPDATE tally SET (lectures, stored) =
        (SELECT tally.lectures - t.lecture, tally.stored - t.stored FROM tallied t WHERE t.id = OLD.listing)
    WHERE scholar = (SELECT scholar FROM listing WHERE id = OLD.listing);
END;

-- An asset belongs to one listing for good, or is handed over as one that goes and one that comes.
CREATE TRIGGER asset_leaves BEFORE UPDATE OF listing ON asset WHEN OLD.listing <> NEW.listing BEGIN
    UPDATE tally SET (lectures, stored) =
        (SELECT tally.lectures - t.lecture, tally.stored - t.stored FROM tallied t WHERE t.id = OLD.listing)
    WHERE scholar = (SELECT scholar FROM listing WHERE id = OLD.listing);
END;

CREATE TRIGGER asset_comes AFTER UPDATE OF listing ON asset WHEN OLD.listing <> NEW.listing BEGIN
    UPDATE tally SET (lectures, stored) =
        (SELECT tally.lectures + t.lecture, tally.stored + t.stored FROM tallied t WHERE t.id = NEW.listing)
    WHERE scholar = (SELECT scholar FROM listing WHERE id = NEW.listing);
END;
