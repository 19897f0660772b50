-- What the gap finder found, and what was decided about it.
CREATE TABLE findings (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    detector TEXT NOT NULL,
    -- The same ground is the same finding, for ever.
    ground TEXT NOT NULL,
    document TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    until_day TEXT,
    owner_id TEXT,
    review_by TEXT,
    -- Without a reference: a touchpoint may be taken away, the decision stays.
    touchpoint_id TEXT,
    touchpoint_made BOOLEAN NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    live_at BIGINT,
    UNIQUE (organization_id, ground),
    UNIQUE (organization_id, no),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES people (organization_id, id)
);
CREATE INDEX findings_by_state ON findings (organization_id, state, no);
CREATE INDEX findings_by_owner ON findings (organization_id, owner_id);

-- The last run that ended, and the job of the one that waits or runs.
CREATE TABLE gap_runs (
    organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    job_id TEXT,
    started_at BIGINT,
    finished_at BIGINT,
    milliseconds BIGINT,
    up_to_seq BIGINT,
    clients BIGINT,
    raised BIGINT,
    closed BIGINT
);
