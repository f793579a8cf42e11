-- Who settles what was refused, and what of it still waits for a person (design sections 3 and 5).

-- What each person may do, and since which document: so that a settlement can still be proven when its manager is one
-- no more. Kept by trigger; what was known before this table is not known here, and not judged.
CREATE TABLE person_role (
  person INTEGER NOT NULL REFERENCES person (id),
  -- The newest document in the book when it was given: it holds from the next one on.
  since INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('operator', 'manager', 'super_admin')),
  branch INTEGER REFERENCES branch (id),
  PRIMARY KEY (person, since)
) STRICT, WITHOUT ROWID;

INSERT INTO person_role (person, since, role, branch)
SELECT id, (SELECT coalesce(max(position), 0) FROM document), role, branch FROM person;

CREATE TRIGGER person_is_given_a_role AFTER INSERT ON person BEGIN
  INSERT INTO person_role (person, since, role, branch)
  VALUES (NEW.id, (SELECT coalesce(max(position), 0) FROM document), NEW.role, NEW.branch);
END;
CREATE TRIGGER person_is_given_another_role AFTER UPDATE OF role, branch ON person
WHEN NEW.role <> OLD.role OR NEW.branch IS NOT OLD.branch BEGIN
  INSERT INTO person_role (person, since, role, branch)
  VALUES (NEW.id, (SELECT coalesce(max(position), 0) FROM document), NEW.role, NEW.branch)
  ON CONFLICT (person, since) DO UPDATE SET role = excluded.role, branch = excluded.branch;
END;
CREATE TRIGGER person_role_begins_now BEFORE INSERT ON person_role BEGIN
  SELECT RAISE(ABORT, 'E_POSTED') WHERE NEW.since <> (SELECT coalesce(max(position), 0) FROM document);
END;
CREATE TRIGGER person_role_stays_as_it_was BEFORE UPDATE ON person_role BEGIN
  SELECT RAISE(ABORT, 'E_POSTED') WHERE OLD.since <> (SELECT coalesce(max(position), 0) FROM document)
    OR NEW.since <> OLD.since OR NEW.person <> OLD.person;
END;
CREATE TRIGGER person_role_stays BEFORE DELETE ON person_role BEGIN
  SELECT RAISE(ABORT, 'E_POSTED');
END;

-- What waits for a person, by branch: as long as that list is, not as long as the history of refusals.
CREATE TABLE refusal_open (
  branch INTEGER NOT NULL REFERENCES branch (id),
  position INTEGER NOT NULL REFERENCES document (position),
  PRIMARY KEY (branch, position)
) STRICT, WITHOUT ROWID;

-- A settlement that was refused itself is a try: what it would have settled is still open and stands for both.
INSERT INTO refusal_open (branch, position)
SELECT d.branch, d.position FROM document d
WHERE d.state = 'refused' AND NOT EXISTS (SELECT 1 FROM document s WHERE s.settles = d.position)
  AND NOT EXISTS (
    SELECT 1 FROM document o
    WHERE o.id = json_extract(d.content, '$.settles') AND o.state = 'refused' AND o.branch = d.branch
      AND o.position < d.position);

CREATE TRIGGER document_waits_for_a_person AFTER INSERT ON document WHEN NEW.state = 'refused' BEGIN
  INSERT INTO refusal_open (branch, position)
  SELECT NEW.branch, NEW.position WHERE NOT EXISTS (
    SELECT 1 FROM document o
    WHERE o.id = json_extract(NEW.content, '$.settles') AND o.state = 'refused' AND o.branch = NEW.branch);
END;

CREATE TRIGGER document_settles_by_authority AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.settles IS NOT NULL BEGIN
  -- A manager of the branch that bears it, or a super admin; only the undo of one's own voids without one.
  SELECT RAISE(ABORT, 'E_NOT_MANAGER') FROM document o
  WHERE o.position = NEW.settles AND o.state = 'refused' AND o.branch = NEW.branch
    AND NOT (NEW.event = 'void' AND NEW.accepted_by IS o.accepted_by
      AND json_extract(NEW.content, '$.reverses.document') IS o.id)
    AND NOT EXISTS (
      SELECT 1 FROM person p
      WHERE p.id = NEW.accepted_by
        AND (p.role = 'super_admin' OR (p.role = 'manager' AND p.branch = NEW.branch)));
  -- Nobody approves their own.
  SELECT RAISE(ABORT, 'E_OWN_REFUSAL') FROM document o
  WHERE o.position = NEW.settles AND o.state = 'refused' AND o.branch = NEW.branch
    AND NEW.event <> 'void' AND o.accepted_by IS NEW.accepted_by;
  -- In order: what it stands on is on the books itself by now.
  SELECT RAISE(ABORT, 'E_WAITING') FROM document o WHERE o.position = NEW.answers AND o.state = 'refused';
  -- A refused try stands for nothing of its own, or the same goods could be posted twice.
  SELECT RAISE(ABORT, 'E_SETTLES') WHERE NEW.event <> 'void' AND NOT EXISTS (
    SELECT 1 FROM refusal_open WHERE branch = NEW.branch AND position = NEW.settles);
  DELETE FROM refusal_open WHERE branch = NEW.branch AND position = NEW.settles;
END;

CREATE TRIGGER refusal_is_open BEFORE INSERT ON refusal_open BEGIN
  SELECT RAISE(ABORT, 'E_REFUSAL_OPEN') WHERE NOT EXISTS (
      SELECT 1 FROM document WHERE position = NEW.position AND branch = NEW.branch AND state = 'refused')
    OR EXISTS (SELECT 1 FROM document WHERE settles = NEW.position);
END;
CREATE TRIGGER refusal_stays_as_it_is BEFORE UPDATE ON refusal_open BEGIN
  SELECT RAISE(ABORT, 'E_REFUSAL_OPEN');
END;
CREATE TRIGGER refusal_waits_until_settled BEFORE DELETE ON refusal_open BEGIN
  SELECT RAISE(ABORT, 'E_REFUSAL_OPEN') WHERE NOT EXISTS (SELECT 1 FROM document WHERE settles = OLD.position);
END;

-- The rule of 0005, but for what is open: a try that was refused holds up no run, and history is not searched.
DROP TRIGGER document_works_on_a_run;
CREATE TRIGGER document_works_on_a_run AFTER INSERT ON document
WHEN NEW.state = 'posted' AND NEW.run IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'E_RUN_CLOSED') WHERE NOT EXISTS (
    SELECT 1 FROM production_run r
    WHERE r.id = NEW.run AND r.branch = NEW.branch AND (r.state = 'open' OR EXISTS (
      SELECT 1 FROM document o WHERE o.position = NEW.reverses AND o.event = 'run_close')));
  SELECT RAISE(ABORT, 'E_RUN') WHERE NEW.event NOT IN ('usage', 'usage_return', 'build', 'run_close', 'reversal');
  UPDATE production_run SET built = built + CASE NEW.event WHEN 'build' THEN 1 ELSE -1 END * (
    SELECT coalesce(sum(m.quantity), 0) FROM move m
    JOIN location f ON f.id = m.from_location
    JOIN location t ON t.id = m.to_location
    WHERE m.id >= NEW.first_move AND m.item = production_run.item AND 'built' IN (f.kind, t.kind)
      AND 'retail' IN (f.kind, t.kind))
  WHERE id = NEW.run AND NEW.event IN ('build', 'reversal');
  -- A run is not finished while something that was used on it waits for a person.
  SELECT RAISE(ABORT, 'E_RUN_HAS_REFUSALS')
  FROM production_run r
  WHERE r.id = NEW.run AND (NEW.event = 'run_close' OR (NEW.event = 'build' AND r.built >= r.planned))
    AND EXISTS (
      SELECT 1 FROM refusal_open q CROSS JOIN document d ON d.position = q.position
      WHERE q.branch = NEW.branch AND d.run = NEW.run AND q.position IS NOT NEW.settles);
  UPDATE production_run SET state = 'closed' WHERE id = NEW.run AND NEW.event = 'run_close';
  UPDATE production_run SET state = 'open' WHERE id = NEW.run AND EXISTS (
    SELECT 1 FROM document o WHERE o.position = NEW.reverses AND o.event = 'run_close');
END;

-- Lists of refusals come newest first: what was refused at all, and what was settled.
DROP INDEX document_refused;
CREATE INDEX document_refused ON document (branch) WHERE state = 'refused';
CREATE INDEX document_settling ON document (branch, settles) WHERE settles IS NOT NULL;
-- What was tried for a refusal and refused too, and what waits for it: only refused documents pay for these.
CREATE INDEX document_trying ON document (json_extract(content, '$.settles'))
  WHERE state = 'refused' AND json_extract(content, '$.settles') IS NOT NULL;
CREATE INDEX document_waiting ON document (json_extract(refusal, '$.waitsFor'))
  WHERE state = 'refused' AND json_extract(refusal, '$.waitsFor') IS NOT NULL;
