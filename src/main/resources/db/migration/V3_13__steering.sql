-- Who has dealt with what stopped, and what they say about it; all null when nobody has.
ALTER TABLE cancellation ADD COLUMN discarded_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE cancellation ADD COLUMN discarded_by VARCHAR(255);
ALTER TABLE cancellation ADD COLUMN discard_note VARCHAR(4000);

-- What people hold: far sides, feeds and doors, lists of requests. No projection: who resumes it takes its row away.
CREATE TABLE steering (
    kind     VARCHAR(16)              NOT NULL,
    name     VARCHAR(255)             NOT NULL,
    state    VARCHAR(16)              NOT NULL,
    since_at TIMESTAMP WITH TIME ZONE NOT NULL,
    held_by  VARCHAR(255),
    PRIMARY KEY (kind, name)
);

-- Files and lists, the newest first.
CREATE INDEX batch_in_order ON batch (opened_at, batch_id);
