-- Expectations with who expects them, how much they count and what they rest on; their history; discovery sessions; the
-- client's own page.

-- A contact of the client; what writes it looks there first.
ALTER TABLE expectations ADD COLUMN contact_id TEXT;
ALTER TABLE expectations ADD COLUMN weight BIGINT NOT NULL DEFAULT 2;
ALTER TABLE expectations ADD COLUMN target TEXT;
-- JSON: what it rests on, in the order in which it came.
ALTER TABLE expectations ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
-- When the client is to be asked again; NULL unless it is confirmed.
ALTER TABLE expectations ADD COLUMN due_at BIGINT;
UPDATE expectations SET
    weight = CASE level WHEN 'must' THEN 3 WHEN 'should' THEN 2 ELSE 1 END,
    due_at = CASE status WHEN 'confirmed' THEN confirmed_at + half_life_days * 86400000000 END;
CREATE INDEX expectations_by_due ON expectations (organization_id, due_at, id);

-- What became of an expectation, and who did it. Numbered as the fact that says it to the ladder. Only ever appended to.
CREATE TABLE expectation_changes (
    organization_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    expectation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    -- 1: on the client's own page.
    by_client BIGINT NOT NULL,
    -- JSON: how it stood before and after.
    before_state TEXT NOT NULL,
    after_state TEXT NOT NULL,
    PRIMARY KEY (organization_id, seq),
    FOREIGN KEY (organization_id, expectation_id) REFERENCES expectations (organization_id, id)
);
CREATE INDEX expectation_changes_by_expectation ON expectation_changes (organization_id, expectation_id, seq);

-- Who has the link sees the client's own page. The secret itself is kept nowhere.
CREATE TABLE client_links (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    contact_id TEXT,
    secret_hash TEXT NOT NULL UNIQUE,
    made_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, made_by) REFERENCES people (organization_id, id)
);
CREATE INDEX client_links_by_client ON client_links (organization_id, client_no, created_at);
CREATE INDEX client_links_by_maker ON client_links (organization_id, made_by);

-- Conversations in which expectations were asked for.
CREATE TABLE discovery_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    contact_id TEXT,
    held_by TEXT,
    held_at BIGINT NOT NULL,
    -- JSON: questions, statements, note.
    notes TEXT NOT NULL,
    played_back_at BIGINT,
    link_id TEXT,
    recorded_at BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, held_by) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, link_id) REFERENCES client_links (organization_id, id)
);
CREATE INDEX discovery_sessions_by_client ON discovery_sessions (organization_id, client_no, held_at, id);
CREATE INDEX discovery_sessions_by_holder ON discovery_sessions (organization_id, held_by);
CREATE INDEX discovery_sessions_by_link ON discovery_sessions (organization_id, link_id);

-- What is different because a client spoke up.
CREATE TABLE client_changes (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    words TEXT NOT NULL,
    said TEXT,
    at BIGINT NOT NULL,
    expectation_id TEXT,
    made_by TEXT,
    recorded_at BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, expectation_id) REFERENCES expectations (organization_id, id),
    FOREIGN KEY (organization_id, made_by) REFERENCES people (organization_id, id)
);
CREATE INDEX client_changes_by_client ON client_changes (organization_id, client_no, at, id);
CREATE INDEX client_changes_by_expectation ON client_changes (organization_id, expectation_id);
CREATE INDEX client_changes_by_maker ON client_changes (organization_id, made_by);

-- How often a client may be asked, and in which way, by their own word. The newest counts; none is changed.
CREATE TABLE client_wishes (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    contact_id TEXT,
    asking TEXT,
    words TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, no),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX client_wishes_by_client ON client_wishes (organization_id, client_no, no);
