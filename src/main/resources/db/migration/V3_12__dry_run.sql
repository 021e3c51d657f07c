-- Whether nothing of a cancellation is written to a far side; nothing before this version was a dry run.
ALTER TABLE cancellation ADD COLUMN dry_run BOOLEAN DEFAULT FALSE NOT NULL;

-- What of the appointment was changed, or in a dry run would be, as the JSON of a result; null when nothing was, or when
-- it is not known.
ALTER TABLE cancellation ADD COLUMN changes VARCHAR;
