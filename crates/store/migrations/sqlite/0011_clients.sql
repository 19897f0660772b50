-- Clients as an address book: their kinds, the words by which they are found, contacts, consents, attributes with their
-- benefit, segments, imports, duplicates and merges.

-- The last touch of a client, and its touches and answers as they came.
CREATE INDEX touches_by_client_time ON touches (organization_id, client_no, occurred_at, seq);
CREATE INDEX responses_by_client_time ON responses (organization_id, client_no, occurred_at, seq);
DROP INDEX touches_by_client;
DROP INDEX responses_by_client;

ALTER TABLE clients ADD COLUMN kind TEXT NOT NULL DEFAULT 'consumer';
-- Somebody of the same organization; what writes it looks there first.
ALTER TABLE clients ADD COLUMN owner_id TEXT;
-- By what lists are sorted: the folded name, or the key.
ALTER TABLE clients ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
-- 0: none is known.
ALTER TABLE clients ADD COLUMN last_touch_at BIGINT NOT NULL DEFAULT 0;
-- The number of the client that was kept; NULL: it stands for itself.
ALTER TABLE clients ADD COLUMN merged_into BIGINT;
-- By which version of the rule its words were made; 0: not yet.
ALTER TABLE clients ADD COLUMN words_version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX clients_by_name ON clients (organization_id, sort_name, no);
CREATE INDEX clients_by_last_touch ON clients (organization_id, last_touch_at, no);
CREATE INDEX clients_by_words ON clients (organization_id, words_version, no);
CREATE INDEX clients_by_merge ON clients (organization_id, merged_into);
UPDATE clients SET last_touch_at = COALESCE((
    SELECT MAX(t.occurred_at) FROM touches t
    WHERE t.organization_id = clients.organization_id AND t.client_no = clients.no
), 0);

-- Every word by which a client is found, both ways round: from the word to clients, and from a client to its words.
CREATE TABLE client_words (
    organization_id TEXT NOT NULL,
    word TEXT NOT NULL,
    client_no BIGINT NOT NULL,
    PRIMARY KEY (organization_id, word, client_no),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX client_words_by_client ON client_words (organization_id, client_no, word);

-- What can make two clients the same: an address, a phone number, a name. Pairs are looked for among those that share one.
CREATE TABLE client_marks (
    organization_id TEXT NOT NULL,
    mark TEXT NOT NULL,
    client_no BIGINT NOT NULL,
    PRIMARY KEY (organization_id, mark, client_no),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE
);
CREATE INDEX client_marks_by_client ON client_marks (organization_id, client_no);

-- What other systems call a client.
CREATE TABLE client_identities (
    organization_id TEXT NOT NULL,
    system TEXT NOT NULL,
    key TEXT NOT NULL,
    client_no BIGINT NOT NULL,
    PRIMARY KEY (organization_id, system, key),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE
);
CREATE INDEX client_identities_by_client ON client_identities (organization_id, client_no);

-- Human beings on the client's side. Emails and phones are JSON arrays, wishes a versioned document.
CREATE TABLE contacts (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    emails TEXT NOT NULL,
    phones TEXT NOT NULL,
    -- 1980-02-29, or --02-29 where the year is not known.
    birthday TEXT,
    language TEXT,
    time_zone TEXT,
    wishes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX contacts_by_client ON contacts (organization_id, client_no, created_at, id);

-- What a contact allowed and took back, for one purpose each. Rows are added and never changed.
CREATE TABLE consents (
    organization_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    source TEXT NOT NULL,
    evidence TEXT,
    recorded_at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (organization_id, contact_id, no),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id)
);

-- What may be known of clients, and what the client has of it.
CREATE TABLE attribute_definitions (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- A JSON array; empty unless it is a choice.
    choices TEXT NOT NULL,
    benefit_to_client TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (organization_id, key)
);

-- When an attribute was used for the client it belongs to.
CREATE TABLE attribute_uses (
    organization_id TEXT NOT NULL,
    attribute_key TEXT NOT NULL,
    no BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    at BIGINT NOT NULL,
    how TEXT NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (organization_id, attribute_key, no),
    FOREIGN KEY (organization_id, attribute_key) REFERENCES attribute_definitions (organization_id, key),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX attribute_uses_by_client ON attribute_uses (organization_id, client_no);

-- Saved filters over clients, as versioned documents.
CREATE TABLE client_segments (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, name)
);

-- Files of clients that were brought in, with the rows that were not taken as a file.
CREATE TABLE client_imports (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    counts TEXT NOT NULL,
    rejects TEXT,
    UNIQUE (organization_id, id)
);

-- Pairs of clients that somebody looked at and found to be two, the lower number first.
CREATE TABLE client_distinctions (
    organization_id TEXT NOT NULL,
    first_no BIGINT NOT NULL,
    second_no BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (organization_id, first_no, second_no),
    FOREIGN KEY (organization_id, first_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, second_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE
);
CREATE INDEX client_distinctions_by_second ON client_distinctions (organization_id, second_no);

-- Two clients that became one, with all that taking it back needs.
CREATE TABLE client_merges (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    kept_no BIGINT NOT NULL,
    dropped_no BIGINT NOT NULL,
    -- What the kept one was given that it did not have, as JSON.
    filled TEXT NOT NULL,
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    undone_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, kept_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, dropped_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX client_merges_by_kept ON client_merges (organization_id, kept_no);
CREATE INDEX client_merges_by_dropped ON client_merges (organization_id, dropped_no);

-- Which facts went from the dropped client to the kept one: the table and what names the row in it.
CREATE TABLE merged_facts (
    organization_id TEXT NOT NULL,
    merge_id TEXT NOT NULL,
    in_table TEXT NOT NULL,
    row_key TEXT NOT NULL,
    PRIMARY KEY (organization_id, merge_id, in_table, row_key),
    FOREIGN KEY (organization_id, merge_id) REFERENCES client_merges (organization_id, id)
);
