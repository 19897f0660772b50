-- Events and their kinds, tiers, expectations: the facts that gaps are found from.

-- What sorts of things happen to clients, and which touch should follow within how many days.
CREATE TABLE event_kinds (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    -- Days within which a touch should follow; NULL = nothing has to.
    answer_within_days BIGINT,
    -- Keys of the touchpoints that answer it, as JSON; an empty list = any touch of ours.
    answer_touchpoints TEXT NOT NULL,
    PRIMARY KEY (organization_id, no),
    UNIQUE (organization_id, key)
);

-- Something that happened to a client. Numbered in one sequence with touches and responses.
CREATE TABLE events (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    source_no BIGINT NOT NULL,
    external_id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    client_no BIGINT NOT NULL,
    kind_no BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    import_no BIGINT NOT NULL,
    note TEXT,
    PRIMARY KEY (organization_id, seq),
    UNIQUE (organization_id, source_no, external_id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, kind_no) REFERENCES event_kinds (organization_id, no)
);
CREATE INDEX events_by_client ON events (organization_id, client_no, seq);
CREATE INDEX events_by_kind ON events (organization_id, kind_no, seq);
CREATE INDEX events_by_import ON events (organization_id, import_no);

CREATE TABLE tiers (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    -- Clients belong to it whose attribute has this value.
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    max_silence_days BIGINT,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, id)
);

-- What one client expects. `confirmed_at` is set by the client's own word alone.
CREATE TABLE expectations (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    words TEXT NOT NULL,
    level TEXT NOT NULL,
    depth BIGINT NOT NULL,
    status TEXT NOT NULL,
    theme TEXT,
    source TEXT NOT NULL,
    stated_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    half_life_days BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX expectations_by_client ON expectations (organization_id, client_no, id);
CREATE INDEX expectations_by_theme ON expectations (organization_id, theme, status);
