-- What is known of the customer's world, and links to the published progress page.

CREATE TABLE world_insights (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    -- Key of the audience; NULL: all clients.
    audience TEXT,
    facet TEXT NOT NULL,
    words TEXT NOT NULL,
    quote TEXT,
    evidence TEXT NOT NULL,
    source TEXT,
    seen_at BIGINT NOT NULL,
    half_life_days BIGINT NOT NULL,
    -- What we may assume that clients of the audience expect; both or neither.
    assumes_theme TEXT,
    assumes_level TEXT,
    -- Taken off the board, kept for undoing it.
    withdrawn_at BIGINT,
    noted_by TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id)
);
CREATE INDEX world_insights_by_time ON world_insights (organization_id, seen_at, id);
CREATE INDEX world_insights_by_person ON world_insights (organization_id, noted_by);

-- Who has the link sees the progress of the programme. The secret itself is kept nowhere.
CREATE TABLE progress_links (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    made_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, made_by) REFERENCES people (organization_id, id)
);
CREATE INDEX progress_links_by_time ON progress_links (organization_id, created_at);
CREATE INDEX progress_links_by_maker ON progress_links (organization_id, made_by);
