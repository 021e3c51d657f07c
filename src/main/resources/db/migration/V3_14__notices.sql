-- What people are told by itself. No projection: when it is lost, what still lasts is told once more.

-- One row: who sends, of several instances.
CREATE TABLE notice_sender (
    one     INTEGER                  NOT NULL PRIMARY KEY,
    worker  UUID,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO notice_sender (one, seen_at) VALUES (1, TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00:00');

-- What each instance sees of its own at present.
CREATE TABLE notice_trouble (
    worker  UUID                     NOT NULL,
    reason  VARCHAR(255)             NOT NULL,
    since   TIMESTAMP WITH TIME ZONE NOT NULL,
    many    BIGINT                   NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (worker, reason)
);

-- What has begun and is not over.
CREATE TABLE notice (
    reason  VARCHAR(255)             NOT NULL PRIMARY KEY,
    since   TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    many    BIGINT                   NOT NULL,
    told_at TIMESTAMP WITH TIME ZONE
);

-- What is to be sent.
CREATE TABLE notice_letter (
    letter_id   UUID                     NOT NULL PRIMARY KEY,
    channel     VARCHAR(16)              NOT NULL,
    type        VARCHAR(16)              NOT NULL,
    reason      VARCHAR(255)             NOT NULL,
    what        VARCHAR(4000)            NOT NULL,
    next_action VARCHAR(4000)            NOT NULL,
    place       VARCHAR(4000)            NOT NULL,
    since       TIMESTAMP WITH TIME ZONE NOT NULL,
    many        BIGINT                   NOT NULL,
    written_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts    INTEGER                  NOT NULL,
    due_at      TIMESTAMP WITH TIME ZONE NOT NULL
);
