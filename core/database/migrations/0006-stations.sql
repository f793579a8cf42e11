-- Who works at a station and how it knows them; what its scans may mean beside an item's own barcode.

-- HMAC-SHA256 of the PIN under a secret that is not in the database (core/people/pins.ts). NULL: no PIN.
ALTER TABLE person ADD COLUMN pin_verifier TEXT;

-- A badge carries a random code; only its SHA-256 is kept. A lost one is revoked, never deleted.
CREATE TABLE badge (
  code_hash TEXT PRIMARY KEY CHECK (length(code_hash) = 64),
  person INTEGER NOT NULL REFERENCES person (id),
  issued_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX badge_of_person ON badge (person);

-- How far, in percent, a run may use more than its recipe before a person is asked; and from how many days before its
-- date a lot is said to expire soon.
ALTER TABLE branch ADD COLUMN usage_tolerance INTEGER NOT NULL DEFAULT 5 CHECK (usage_tolerance BETWEEN 0 AND 100);
ALTER TABLE branch ADD COLUMN expiry_warning_days INTEGER NOT NULL DEFAULT 2
  CHECK (expiry_warning_days BETWEEN 0 AND 365);

-- One of the pictures that the kiosk can draw (core/items/pictures.ts), for its tile.
ALTER TABLE item ADD COLUMN picture TEXT;

-- Items that a station shows as tiles, because nothing on them can be scanned.
CREATE TABLE station_tile (
  station TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES item (id),
  rank INTEGER NOT NULL,
  PRIMARY KEY (station, item)
) STRICT, WITHOUT ROWID;

-- Who attached a barcode at a station, and when; NULL where it came with the item.
ALTER TABLE barcode ADD COLUMN attached_by INTEGER REFERENCES person (id);
ALTER TABLE barcode ADD COLUMN attached_at INTEGER;

-- The company's own scale labels: 13 characters, asked in order. Digits stand for themselves, I for the item's number,
-- W for grams, P for minor units, V for a digit that is not looked at, and C for the EAN check digit at the end.
CREATE TABLE scale_pattern (
  rank INTEGER PRIMARY KEY,
  pattern TEXT NOT NULL UNIQUE
    CHECK (length(pattern) = 13 AND pattern GLOB '2*C' AND pattern NOT GLOB '*[^0-9IWPVC]*')
) STRICT;

-- What a station tells beside its documents: codes nobody knows, barcodes attached, work given up. Made with an id of
-- its own, so that it is written once however often it is sent.
CREATE TABLE station_note (
  id TEXT PRIMARY KEY,
  station TEXT NOT NULL,
  branch INTEGER NOT NULL REFERENCES branch (id),
  kind TEXT NOT NULL CHECK (kind IN ('unknown_scan', 'barcode_attached', 'work_discarded')),
  at INTEGER NOT NULL,
  person INTEGER REFERENCES person (id),
  content TEXT NOT NULL,
  -- A manager has seen to it.
  done_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX station_note_open ON station_note (branch, kind, at) WHERE done_at IS NULL;

-- Sent for approval: refused until a manager settles it. Allowed on the spot: by a manager of this branch.
CREATE TRIGGER document_is_approved AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.settles IS NULL AND json_extract(NEW.content, '$.approval.state') IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_APPROVAL')
  WHERE json_extract(NEW.content, '$.approval.state') <> 'given' OR NOT EXISTS (
    SELECT 1 FROM person WHERE id = json_extract(NEW.content, '$.approval.by')
      AND (role = 'super_admin' OR (role = 'manager' AND branch = NEW.branch)));
END;
