-- Remarks that somebody has seen stay readable, the newest first, however many other notes there are.
CREATE INDEX station_note_remark_seen ON station_note (branch, at, id) WHERE kind = 'remark' AND done_at IS NOT NULL;
