-- Bytes free on the disk that a writer's documents lie on, as it last told; NULL: an earlier program told nothing.
ALTER TABLE station_contact ADD COLUMN free_bytes INTEGER CHECK (free_bytes >= 0);
