-- The ledger is a projection: every row but those of "event" can be worked out again from the events.
-- Plain SQL that H2 and PostgreSQL both take.

CREATE TABLE event (
    event_id        UUID                     NOT NULL PRIMARY KEY,
    type            VARCHAR(32)              NOT NULL,
    cancellation_id UUID,
    batch_id        VARCHAR(255),
    generation      INTEGER,
    happened_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    payload         VARCHAR                  NOT NULL
);
CREATE INDEX event_of_cancellation ON event (cancellation_id);
CREATE INDEX event_of_batch ON event (batch_id);

CREATE TABLE cancellation (
    cancellation_id               UUID        NOT NULL PRIMARY KEY,
    -- the highest generation any event tells of
    generation                    INTEGER     NOT NULL,
    -- what was asked; received_at is null until the acceptance is known
    correlation_id                UUID,
    request_id                    VARCHAR(255),
    appointment_id                VARCHAR(64),
    requested_status              VARCHAR(32),
    reason_system                 VARCHAR(4000),
    reason_code                   VARCHAR(4000),
    reason_display                VARCHAR(4000),
    reason_text                   VARCHAR(4000),
    nhs_hash                      VARCHAR(64),
    channel                       VARCHAR(16),
    source_name                   VARCHAR(4000),
    source_row                    INTEGER,
    requester                     VARCHAR(255),
    received_at                   TIMESTAMP WITH TIME ZONE,
    -- how the legs stand, in the public spelling
    provider_outcome              VARCHAR(16) NOT NULL,
    provider_attempts             INTEGER     NOT NULL,
    provider_problem_code         VARCHAR(32),
    provider_problem_message      VARCHAR(4000),
    provider_problem_next_action  VARCHAR(4000),
    provider_ended_at             TIMESTAMP WITH TIME ZONE,
    registry_outcome              VARCHAR(16) NOT NULL,
    registry_attempts             INTEGER     NOT NULL,
    registry_problem_code         VARCHAR(32),
    registry_problem_message      VARCHAR(4000),
    registry_problem_next_action  VARCHAR(4000),
    registry_ended_at             TIMESTAMP WITH TIME ZONE,
    pointers                      INTEGER,
    -- the last wait of the highest generation; "waiting" tells whether it still stands
    waiting                       BOOLEAN     NOT NULL,
    waiting_generation            INTEGER,
    waiting_leg                   VARCHAR(16),
    waiting_attempts              INTEGER,
    waiting_until                 TIMESTAMP WITH TIME ZONE,
    waiting_why                   VARCHAR(4000),
    -- set when the result is final
    finished_at                   TIMESTAMP WITH TIME ZONE
);
CREATE INDEX cancellation_by_appointment ON cancellation (appointment_id);
CREATE INDEX cancellation_by_requester ON cancellation (requester, received_at);
CREATE INDEX cancellation_by_provider_outcome ON cancellation (provider_outcome, received_at);
CREATE INDEX cancellation_by_registry_outcome ON cancellation (registry_outcome, received_at);
CREATE INDEX cancellation_by_received_at ON cancellation (received_at);
CREATE INDEX cancellation_by_nhs_hash ON cancellation (nhs_hash);

CREATE TABLE batch (
    batch_id            VARCHAR(255) NOT NULL PRIMARY KEY,
    requester           VARCHAR(4000),
    name                VARCHAR(4000),
    many                BOOLEAN,
    size                INTEGER,
    -- what the result file's name begins with, and a digest of it with its folder, whatever the case of its letters
    result_name         VARCHAR(4000),
    result_key          VARCHAR(64)  UNIQUE,
    -- null until its own event is known; its rows may be known before
    opened_at           TIMESTAMP WITH TIME ZONE,
    completed_at        TIMESTAMP WITH TIME ZONE,
    -- when its result file was written since; null while the file is owed
    answered_at         TIMESTAMP WITH TIME ZONE,
    problem_code        VARCHAR(32),
    problem_message     VARCHAR(4000),
    problem_next_action VARCHAR(4000)
);

CREATE INDEX batch_by_answered ON batch (answered_at, completed_at);

CREATE TABLE batch_row (
    batch_id        VARCHAR(255) NOT NULL,
    row_no          INTEGER      NOT NULL,
    cancellation_id UUID         NOT NULL,
    -- each arrival has its own source, also that of a request that was known already
    channel         VARCHAR(16)  NOT NULL,
    source_name     VARCHAR(4000),
    source_row      INTEGER,
    requester       VARCHAR(255),
    -- the provider outcome once the cancellation is final, "pending" until then: counting must not need a join
    outcome         VARCHAR(16)  NOT NULL,
    PRIMARY KEY (batch_id, row_no)
);
CREATE INDEX batch_row_by_cancellation ON batch_row (cancellation_id);
CREATE INDEX batch_row_by_outcome ON batch_row (batch_id, outcome);
