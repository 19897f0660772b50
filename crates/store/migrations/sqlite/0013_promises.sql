-- What we said we would do, what became of it, and errors of ours.

CREATE TABLE promises (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    -- Who on the client's side it was promised to.
    contact_id TEXT,
    -- The touch in which it was promised.
    touch_id TEXT,
    -- What follows from the facts, kept to be searched by.
    words TEXT NOT NULL,
    who TEXT,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    settled_at BIGINT,
    -- The moment for which a reminder has been given; another moment calls for another one.
    reminded_for BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, who) REFERENCES people (organization_id, id)
);
CREATE INDEX promises_by_contact ON promises (organization_id, contact_id);
CREATE INDEX promises_by_due ON promises (organization_id, due_at, id);
CREATE INDEX promises_by_client ON promises (organization_id, client_no, due_at);
CREATE INDEX promises_by_person ON promises (organization_id, who, due_at);
CREATE INDEX promises_by_end ON promises (organization_id, settled_at);

-- The history of each promise. Only ever appended to; a wrong fact is corrected by a later one.
CREATE TABLE promise_facts (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    promise_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    noted_by TEXT,
    corrects BIGINT,
    kind TEXT NOT NULL,
    at BIGINT,
    due_at BIGINT,
    words TEXT,
    who TEXT,
    PRIMARY KEY (organization_id, promise_id, no),
    FOREIGN KEY (organization_id, promise_id) REFERENCES promises (organization_id, id),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, who) REFERENCES people (organization_id, id)
);
CREATE INDEX promise_facts_by_author ON promise_facts (organization_id, noted_by);
CREATE INDEX promise_facts_by_person ON promise_facts (organization_id, who);

CREATE TABLE own_errors (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    words TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    found_by TEXT NOT NULL,
    told_at BIGINT,
    noted_at BIGINT NOT NULL,
    noted_by TEXT,
    withdrawn BOOLEAN NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id)
);
CREATE INDEX own_errors_by_time ON own_errors (organization_id, happened_at, id);
CREATE INDEX own_errors_by_client ON own_errors (organization_id, client_no, happened_at);
CREATE INDEX own_errors_by_author ON own_errors (organization_id, noted_by);
