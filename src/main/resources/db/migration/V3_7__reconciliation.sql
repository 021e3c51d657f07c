-- The service that a request named, for whoever asks about its appointment later; empty for the configured one.
ALTER TABLE cancellation ADD COLUMN target_system VARCHAR(4000);
ALTER TABLE cancellation ADD COLUMN target_value VARCHAR(4000);

-- Comparisons of ledger, provider and registry. No projection: they are lost with the database, and can be made again.
CREATE TABLE reconciliation (
    reconciliation_id UUID                     NOT NULL PRIMARY KEY,
    state             VARCHAR(16)              NOT NULL,
    -- 1 while it has not ended, else null: so that there is one at a time, on however many instances
    open_one          INTEGER                  UNIQUE,
    -- which run of the program works on it
    worker            UUID,
    seen_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    from_at           TIMESTAMP WITH TIME ZONE NOT NULL,
    to_at             TIMESTAMP WITH TIME ZONE NOT NULL,
    repair            BOOLEAN                  NOT NULL,
    asked_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at          TIMESTAMP WITH TIME ZONE,
    looked_at         INTEGER                  NOT NULL,
    compared          INTEGER                  NOT NULL
);
CREATE INDEX reconciliation_by_time ON reconciliation (asked_at, reconciliation_id);

CREATE TABLE reconciliation_finding (
    reconciliation_id UUID          NOT NULL,
    finding_no        INTEGER       NOT NULL,
    cancellation_id   UUID          NOT NULL,
    appointment_id    VARCHAR(64),
    kind              VARCHAR(32)   NOT NULL,
    what              VARCHAR(4000) NOT NULL,
    next_action       VARCHAR(4000) NOT NULL,
    repaired          BOOLEAN       NOT NULL,
    PRIMARY KEY (reconciliation_id, finding_no)
);
