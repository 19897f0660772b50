-- The dated facts from which standing is read, numbered in one sequence with touches, responses and events.

-- Themes by dense numbers, for the experience log.
CREATE TABLE loyalty_themes (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (organization_id, no),
    UNIQUE (organization_id, key)
);

-- Only ever appended to. What was wrong is corrected by a fact with the same root and the next version.
CREATE TABLE loyalty_facts (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    -- The first fact of its chain of corrections; itself where it corrects none.
    root BIGINT NOT NULL,
    version BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    -- The number of what it is about; 0 = the whole relationship.
    subject BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- Of a reading its source, of a plus-one the reaction, of a proof its kind.
    word TEXT,
    -- Of a reading the steps beyond or short of what was expected, of a proof its worth in cents.
    value DOUBLE PRECISION,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    -- Of an expectation, how it is from occurred_at on.
    level TEXT,
    status TEXT,
    weight DOUBLE PRECISION,
    half_life_days BIGINT,
    confirmed_at BIGINT,
    theme_no BIGINT,
    -- What people want to read besides, as JSON: the client's words, the scale it was said on.
    detail TEXT,
    PRIMARY KEY (organization_id, seq),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, theme_no) REFERENCES loyalty_themes (organization_id, no)
);
CREATE INDEX loyalty_facts_by_client ON loyalty_facts (organization_id, client_no, seq);
CREATE INDEX loyalty_facts_by_root ON loyalty_facts (organization_id, root, version);
CREATE INDEX loyalty_facts_by_theme ON loyalty_facts (organization_id, theme_no);

-- The number of an expectation is that of its first fact; 0 until that is written.
ALTER TABLE expectations ADD COLUMN no BIGINT NOT NULL DEFAULT 0;
CREATE INDEX expectations_by_no ON expectations (organization_id, no);

-- What is known already becomes facts.
INSERT INTO loyalty_themes (organization_id, no, key)
SELECT t.organization_id, ROW_NUMBER() OVER (PARTITION BY t.organization_id ORDER BY t.theme), t.theme
FROM (SELECT DISTINCT organization_id, theme FROM expectations WHERE theme IS NOT NULL) AS t;

UPDATE expectations SET no = r.no
FROM (
    SELECT x.id, n.seq + ROW_NUMBER() OVER (PARTITION BY x.organization_id ORDER BY x.id) AS no
    FROM expectations x
    JOIN numbers n ON n.organization_id = x.organization_id
) AS r
WHERE r.id = expectations.id;

INSERT INTO loyalty_facts
    (organization_id, seq, root, version, client_no, subject, kind, occurred_at, recorded_at, level, status, weight,
     half_life_days, confirmed_at, theme_no)
SELECT x.organization_id, x.no, x.no, 0, x.client_no, x.no, 'expectation', COALESCE(x.confirmed_at, x.stated_at),
       x.recorded_at, x.level, x.status, CASE x.level WHEN 'must' THEN 3 WHEN 'should' THEN 2 ELSE 1 END,
       x.half_life_days, x.confirmed_at, t.no
FROM expectations x
LEFT JOIN loyalty_themes t ON t.organization_id = x.organization_id AND t.key = x.theme;

UPDATE numbers SET seq = COALESCE(
    (SELECT MAX(x.no) FROM expectations x WHERE x.organization_id = numbers.organization_id AND x.no > numbers.seq), seq
);
