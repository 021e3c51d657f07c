-- Which folder a file came from: of several instances each answers the files of its own.
ALTER TABLE batch ADD COLUMN home VARCHAR(64);
DROP INDEX batch_by_answered;
CREATE INDEX batch_by_answered ON batch (answered_at, completed_at, home);
CREATE INDEX batch_by_home ON batch (home, completed_at);
