-- The ladder: what an organization has set, where clients stand, and how that came about. Standings are computed from
-- facts and can be computed again at any time; they are kept so that they can be listed.

CREATE TABLE ladder_rules (
    organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    -- Steps by which one may fall short.
    tolerance DOUBLE PRECISION NOT NULL,
    reading_days BIGINT NOT NULL,
    plus_one_days BIGINT NOT NULL,
    -- Attributes of clients that hold what they are worth in a year, and how many others could serve them.
    revenue_attribute TEXT,
    alternatives_attribute TEXT
);

-- Up to which record standings were computed, and by what.
CREATE TABLE ladder_runs (
    organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    up_to_seq BIGINT NOT NULL,
    computed_at BIGINT NOT NULL,
    -- Rules, plans and basis in short: where they change, all is computed again.
    ground TEXT NOT NULL
);

CREATE TABLE standings (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    rung TEXT NOT NULL,
    basis TEXT NOT NULL,
    -- Since when it stands there.
    held_since BIGINT,
    -- Its first day with us.
    since BIGINT,
    left_at BIGINT,
    last_plus_one BIGINT,
    mean DOUBLE PRECISION,
    -- When it can change though nothing new comes.
    due_at BIGINT,
    PRIMARY KEY (organization_id, client_no)
);
CREATE INDEX standings_by_rung ON standings (organization_id, rung, client_no);
CREATE INDEX standings_by_due ON standings (organization_id, due_at);

CREATE TABLE standing_changes (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    from_rung TEXT NOT NULL,
    to_rung TEXT NOT NULL,
    -- The reasons' words, as JSON.
    reasons TEXT NOT NULL,
    PRIMARY KEY (organization_id, client_no, occurred_at)
);
CREATE INDEX standing_changes_by_time ON standing_changes (organization_id, occurred_at);
