-- Touch plans, how touches were delivered, and how they were felt.

-- One version of the plan of one touchpoint. Of each touchpoint at most one is live, and at most one is being written.
CREATE TABLE plans (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    id TEXT NOT NULL PRIMARY KEY,
    touchpoint_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by TEXT,
    reviewed_at BIGINT,
    reviewed_by TEXT,
    published_at BIGINT,
    published_by TEXT,
    superseded_at BIGINT,
    UNIQUE (organization_id, touchpoint_id, version),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id),
    FOREIGN KEY (organization_id, saved_by) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, reviewed_by) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, published_by) REFERENCES people (organization_id, id)
);
CREATE INDEX plans_by_state ON plans (organization_id, state);
CREATE INDEX plans_by_saver ON plans (organization_id, saved_by);
CREATE INDEX plans_by_reviewer ON plans (organization_id, reviewed_by);
CREATE INDEX plans_by_publisher ON plans (organization_id, published_by);

-- Every step of a plan, with what was written then: what two people who wrote at the same time had both begun with.
CREATE TABLE plan_revisions (
    organization_id TEXT NOT NULL,
    touchpoint_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    version BIGINT NOT NULL,
    step TEXT NOT NULL,
    document TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_person TEXT,
    PRIMARY KEY (organization_id, touchpoint_id, revision),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id),
    FOREIGN KEY (organization_id, by_person) REFERENCES people (organization_id, id)
);
CREATE INDEX plan_revisions_by_person ON plan_revisions (organization_id, by_person);

-- How one touch was delivered against its plan. It has its touch's number.
CREATE TABLE deliveries (
    organization_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    touchpoint_no BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    -- The version that was live then, where there was one.
    plan_version BIGINT,
    checks TEXT NOT NULL,
    checked BIGINT NOT NULL,
    met BIGINT NOT NULL,
    defects TEXT NOT NULL,
    defect_count BIGINT NOT NULL,
    self_score BIGINT,
    -- What was known of the touch when it was recorded, as the log has it.
    heard BIGINT NOT NULL,
    PRIMARY KEY (organization_id, seq),
    FOREIGN KEY (organization_id, seq) REFERENCES touches (organization_id, seq)
);
CREATE INDEX deliveries_by_touchpoint ON deliveries (organization_id, touchpoint_no, occurred_at, seq);

-- What became known of a touch later. Facts are appended; the latest one of each part counts.
CREATE TABLE felts (
    organization_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    touch_seq BIGINT NOT NULL,
    self_score BIGINT,
    perception BIGINT,
    emotion TEXT,
    words TEXT,
    -- What was known of the touch before and after this fact, as the log has it.
    heard_before BIGINT NOT NULL,
    heard_after BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, seq),
    FOREIGN KEY (organization_id, touch_seq) REFERENCES touches (organization_id, seq)
);
CREATE INDEX felts_by_touch ON felts (organization_id, touch_seq, seq);
