-- The foundation: access, design, clients, signals, work in the background.
--
-- Conventions: ids are TEXT (hyphenated UUID), moments BIGINT microseconds in UTC, JSON is TEXT. Every table of an
-- organization has organization_id first in its keys and indexes, and refers to its neighbours by
-- (organization_id, …), so that the database itself refuses a reference across organizations.
-- `no` is a small number, dense within the organization, by which the experience log names a thing.

-- access ------------------------------------------------------------------------------------------------------

CREATE TABLE organizations (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- The last number given to each kind of thing in an organization. Who writes takes this row first: on PostgreSQL it
-- is the lock by which the writers of one organization take turns.
CREATE TABLE numbers (
    organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    writes BIGINT NOT NULL DEFAULT 0,
    seq BIGINT NOT NULL DEFAULT 0,
    sealed_seq BIGINT NOT NULL DEFAULT 0,
    client BIGINT NOT NULL DEFAULT 0,
    stage BIGINT NOT NULL DEFAULT 0,
    channel BIGINT NOT NULL DEFAULT 0,
    touchpoint BIGINT NOT NULL DEFAULT 0,
    question BIGINT NOT NULL DEFAULT 0,
    source BIGINT NOT NULL DEFAULT 0,
    import BIGINT NOT NULL DEFAULT 0,
    attributes_version BIGINT NOT NULL DEFAULT 0,
    design_version BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    locale TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organization_id, account_id),
    UNIQUE (organization_id, id)
);
CREATE INDEX people_by_account ON people (account_id);

CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    invited_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    accepted_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (organization_id, invited_by) REFERENCES people (organization_id, id)
);
CREATE INDEX invitations_by_organization ON invitations (organization_id, created_at);
CREATE INDEX invitations_by_inviter ON invitations (organization_id, invited_by);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    user_agent TEXT NOT NULL,
    ip TEXT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id, last_seen_at);
CREATE INDEX sessions_by_organization ON sessions (organization_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE api_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    made_by TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (organization_id, made_by) REFERENCES people (organization_id, id)
);
CREATE INDEX api_tokens_by_organization ON api_tokens (organization_id, created_at);
CREATE INDEX api_tokens_by_maker ON api_tokens (organization_id, made_by);

-- The one-time link of the first run. At most one row.
CREATE TABLE setup_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);

CREATE TABLE audit_log (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    who_id TEXT,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    subject_label TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_log_by_time ON audit_log (organization_id, at, id);
CREATE INDEX audit_log_by_action ON audit_log (organization_id, action, at, id);
CREATE INDEX audit_log_by_actor ON audit_log (organization_id, who_id, at, id);

-- design ------------------------------------------------------------------------------------------------------

CREATE TABLE stages (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    position BIGINT NOT NULL,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, no),
    UNIQUE (organization_id, id)
);

CREATE TABLE channels (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    position BIGINT NOT NULL,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, no),
    UNIQUE (organization_id, id)
);

CREATE TABLE touchpoints (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    existence TEXT NOT NULL,
    stage_id TEXT,
    channel_id TEXT,
    owner_id TEXT,
    position BIGINT NOT NULL,
    -- The import that brought it; 0 = a person or the API. Once somebody has edited it, undoing that import leaves it.
    import_no BIGINT NOT NULL,
    edited BOOLEAN NOT NULL,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, no),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, channel_id) REFERENCES channels (organization_id, id),
    FOREIGN KEY (organization_id, owner_id) REFERENCES people (organization_id, id)
);
CREATE INDEX touchpoints_by_stage ON touchpoints (organization_id, stage_id);
CREATE INDEX touchpoints_by_channel ON touchpoints (organization_id, channel_id);
CREATE INDEX touchpoints_by_owner ON touchpoints (organization_id, owner_id);
CREATE INDEX touchpoints_by_import ON touchpoints (organization_id, import_no);

CREATE TABLE questions (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    scale TEXT,
    touchpoint_id TEXT,
    aspect TEXT,
    is_primary BOOLEAN NOT NULL,
    import_no BIGINT NOT NULL,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, no),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id)
);
CREATE INDEX questions_by_touchpoint ON questions (organization_id, touchpoint_id);
CREATE INDEX questions_by_import ON questions (organization_id, import_no);

CREATE TABLE annotations (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    label TEXT NOT NULL,
    touchpoint_id TEXT,
    created_by TEXT,
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id),
    FOREIGN KEY (organization_id, created_by) REFERENCES people (organization_id, id)
);
CREATE INDEX annotations_by_time ON annotations (organization_id, at);
CREATE INDEX annotations_by_touchpoint ON annotations (organization_id, touchpoint_id);
CREATE INDEX annotations_by_maker ON annotations (organization_id, created_by);

-- clients -----------------------------------------------------------------------------------------------------

CREATE TABLE clients (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    name TEXT,
    attributes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    import_no BIGINT NOT NULL,
    PRIMARY KEY (organization_id, no),
    UNIQUE (organization_id, key)
);
CREATE INDEX clients_by_import ON clients (organization_id, import_no);

-- signals -----------------------------------------------------------------------------------------------------

CREATE TABLE sources (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (organization_id, no),
    UNIQUE (organization_id, key)
);

CREATE TABLE imports (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    no BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    file_name TEXT NOT NULL,
    source TEXT NOT NULL,
    mapping_name TEXT NOT NULL,
    mapping TEXT NOT NULL,
    upload_id TEXT,
    state TEXT NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    rows_total BIGINT,
    rows_done BIGINT NOT NULL,
    imported BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    conflicts BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    touchpoints_created BIGINT NOT NULL,
    clients_created BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    by_who TEXT NOT NULL,
    by_id TEXT,
    by_name TEXT NOT NULL,
    error TEXT,
    PRIMARY KEY (organization_id, no)
);
CREATE INDEX imports_by_upload ON imports (organization_id, upload_id);
CREATE INDEX imports_by_state ON imports (organization_id, state);

-- Rows of a file that were not taken, as they stood there, with the reason.
CREATE TABLE import_rejects (
    organization_id TEXT NOT NULL,
    import_no BIGINT NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (organization_id, import_no, line),
    FOREIGN KEY (organization_id, import_no) REFERENCES imports (organization_id, no)
);

CREATE TABLE mappings (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (organization_id, name)
);

-- All versions that a mapping ever had, the present one too.
CREATE TABLE mapping_versions (
    mapping_id TEXT NOT NULL REFERENCES mappings (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (mapping_id, version)
);

CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    details TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX uploads_by_time ON uploads (organization_id, created_at);

-- One questionnaire of one client. `answers` holds the weight and what was answered, for its words and for the log.
CREATE TABLE responses (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    source_no BIGINT NOT NULL,
    external_id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    client_no BIGINT NOT NULL,
    channel_no BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    import_no BIGINT NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (organization_id, seq),
    UNIQUE (organization_id, source_no, external_id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX responses_by_client ON responses (organization_id, client_no);
CREATE INDEX responses_by_import ON responses (organization_id, import_no);

-- What was asked in at least one response, so that undoing an import finds the questions that nothing else uses
-- without reading every answer.
CREATE TABLE question_uses (
    organization_id TEXT NOT NULL,
    import_no BIGINT NOT NULL,
    question_no BIGINT NOT NULL,
    PRIMARY KEY (organization_id, import_no, question_no),
    FOREIGN KEY (organization_id, question_no) REFERENCES questions (organization_id, no)
);
CREATE INDEX question_uses_by_question ON question_uses (organization_id, question_no);

-- One encounter of one client at one touchpoint.
CREATE TABLE touches (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    source_no BIGINT NOT NULL,
    external_id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    client_no BIGINT NOT NULL,
    touchpoint_no BIGINT NOT NULL,
    channel_no BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    import_no BIGINT NOT NULL,
    direction TEXT NOT NULL,
    planned BOOLEAN NOT NULL,
    note TEXT,
    perception BIGINT,
    emotion TEXT,
    PRIMARY KEY (organization_id, seq),
    UNIQUE (organization_id, source_no, external_id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, touchpoint_no) REFERENCES touchpoints (organization_id, no)
);
CREATE INDEX touches_by_client ON touches (organization_id, client_no);
CREATE INDEX touches_by_touchpoint ON touches (organization_id, touchpoint_no);
CREATE INDEX touches_by_import ON touches (organization_id, import_no);

-- What clients wrote, or what was noted of it as codes. `folded` is the text in small letters, to search in.
CREATE TABLE comments (
    organization_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    question_no BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    source_no BIGINT NOT NULL,
    import_no BIGINT NOT NULL,
    text TEXT,
    folded TEXT,
    codes TEXT NOT NULL,
    -- How the same response scored the same touchpoint, where it did.
    score BIGINT,
    scale TEXT,
    PRIMARY KEY (organization_id, seq, question_no),
    FOREIGN KEY (organization_id, seq) REFERENCES responses (organization_id, seq),
    FOREIGN KEY (organization_id, question_no) REFERENCES questions (organization_id, no)
);
CREATE INDEX comments_by_time ON comments (organization_id, occurred_at, seq, question_no);
CREATE INDEX comments_by_question ON comments (organization_id, question_no, occurred_at);
CREATE INDEX comments_by_import ON comments (organization_id, import_no);

-- Sealed pieces of the experience log; the rows themselves stand in Parquet files of this name.
CREATE TABLE segments (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    path TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    time_from BIGINT NOT NULL,
    time_to BIGINT NOT NULL,
    sealed_at BIGINT NOT NULL,
    UNIQUE (organization_id, path)
);
CREATE INDEX segments_by_time ON segments (organization_id, time_from);

-- Imports that were undone. Their rows may stand in sealed segments; every fold leaves these batches out.
CREATE TABLE retracted_batches (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    import_no BIGINT NOT NULL,
    retracted_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, import_no),
    FOREIGN KEY (organization_id, import_no) REFERENCES imports (organization_id, no)
);

-- work in the background --------------------------------------------------------------------------------------

CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT REFERENCES organizations (id),
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    dedupe_key TEXT,
    state TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    locked_until BIGINT,
    locked_by TEXT,
    progress TEXT,
    last_error TEXT,
    cancel_requested BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX jobs_due ON jobs (state, run_at, id);
CREATE INDEX jobs_by_organization ON jobs (organization_id, created_at);
-- One thing is waiting or being done once at a time; when it is over, it may come again.
CREATE UNIQUE INDEX jobs_once ON jobs (dedupe_key) WHERE state IN ('queued', 'running');

-- What happened, written in the same transaction as what caused it; the server drains it.
CREATE TABLE outbox (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX outbox_by_organization ON outbox (organization_id);
