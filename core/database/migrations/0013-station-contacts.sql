-- What each writer, an incarnation of a station or an admin host, last told of itself: one row, written over by every
-- newer report (core/stations/send-contact.ts). What it told is as old as `at`.
CREATE TABLE station_contact (
  writer INTEGER PRIMARY KEY REFERENCES writer (id),
  -- Milliseconds since 1970 by central's clock, as far as the writer knew it.
  at INTEGER NOT NULL,
  -- Documents that it had and the book had not, and when the oldest was accepted, by the writer's own clock.
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  oldest_accepted_at INTEGER,
  -- The last number it had given: what the book lacks up to it is there, or lost.
  last_seq INTEGER NOT NULL CHECK (last_seq >= waiting),
  -- The program's version and the schema it writes.
  release TEXT NOT NULL CHECK (length(release) BETWEEN 1 AND 60),
  schema INTEGER NOT NULL,
  -- Central's clock minus its own, in milliseconds; NULL: not known.
  clock_offset_ms INTEGER,
  -- When its replica was last the same as central, by central's clock; NULL: it reads the book itself.
  known_at INTEGER,
  -- The name of its machine.
  host TEXT NOT NULL CHECK (length(host) <= 255),
  -- Up to this number, a person has said that what never arrived is lost. No report of the writer touches it.
  lost_up_to INTEGER,
  CHECK ((waiting = 0) = (oldest_accepted_at IS NULL))
) STRICT;
