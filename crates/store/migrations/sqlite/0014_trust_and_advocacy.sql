-- Evidence for trust that somebody wrote down, answers to the pulse; who spoke for us, and who left.

-- Only ever appended to: a wrong signal is corrected or taken back by a later one.
CREATE TABLE trust_signals (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    part TEXT NOT NULL,
    good BOOLEAN NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    at BIGINT NOT NULL,
    half_life_days BIGINT NOT NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    noted_by TEXT,
    corrects TEXT,
    taken_back BOOLEAN NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, corrects) REFERENCES trust_signals (organization_id, id),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id)
);
CREATE INDEX trust_signals_by_client ON trust_signals (organization_id, client_no, at);
CREATE INDEX trust_signals_by_author ON trust_signals (organization_id, noted_by);
-- A signal is corrected once; a further correction corrects the correction.
CREATE UNIQUE INDEX trust_signals_by_corrected ON trust_signals (organization_id, corrects);

CREATE TABLE pulse_answers (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    contact_id TEXT,
    at BIGINT NOT NULL,
    -- The answers 1–7 as JSON by the keys of their questions.
    answers TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    noted_by TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id)
);
CREATE INDEX pulse_answers_by_client ON pulse_answers (organization_id, client_no, at);
CREATE INDEX pulse_answers_by_contact ON pulse_answers (organization_id, contact_id);
CREATE INDEX pulse_answers_by_author ON pulse_answers (organization_id, noted_by);

CREATE TABLE advocacy (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT,
    -- touch, plus_one or touchpoint, and which one.
    caused_kind TEXT,
    caused_id TEXT,
    new_client_no BIGINT,
    revenue_cents BIGINT,
    noted_at BIGINT NOT NULL,
    noted_by TEXT,
    withdrawn BOOLEAN NOT NULL,
    -- The fact by which the ladder is tested.
    fact_seq BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, new_client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id)
);
CREATE INDEX advocacy_by_time ON advocacy (organization_id, at, id);
CREATE INDEX advocacy_by_client ON advocacy (organization_id, client_no, at);
CREATE INDEX advocacy_by_new_client ON advocacy (organization_id, new_client_no);
CREATE INDEX advocacy_by_author ON advocacy (organization_id, noted_by);

CREATE TABLE departures (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- A JSON array of {ours, code, words}.
    causes TEXT NOT NULL,
    words TEXT,
    revenue_cents BIGINT,
    noted_at BIGINT NOT NULL,
    noted_by TEXT,
    withdrawn BOOLEAN NOT NULL,
    fact_seq BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, noted_by) REFERENCES people (organization_id, id)
);
CREATE INDEX departures_by_time ON departures (organization_id, at, id);
CREATE INDEX departures_by_client ON departures (organization_id, client_no, at);
CREATE INDEX departures_by_author ON departures (organization_id, noted_by);
