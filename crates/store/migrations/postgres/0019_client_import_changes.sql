-- What a file of clients changed, so that it can be taken back as a whole, and what came of taking it back.
ALTER TABLE client_imports ADD COLUMN undone_at BIGINT;
ALTER TABLE client_imports ADD COLUMN undone_by TEXT;
-- JSON: what went back, and what stayed with its reason.
ALTER TABLE client_imports ADD COLUMN undone TEXT;
CREATE INDEX client_imports_by_time ON client_imports (organization_id, at, id);

CREATE TABLE client_import_changes (
    organization_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    -- Number of the client.
    no BIGINT NOT NULL,
    -- JSON: how it was before and after, field by field.
    laid TEXT NOT NULL,
    PRIMARY KEY (organization_id, import_id, no),
    FOREIGN KEY (organization_id, import_id) REFERENCES client_imports (organization_id, id),
    FOREIGN KEY (organization_id, no) REFERENCES clients (organization_id, no) ON DELETE CASCADE
);
CREATE INDEX client_import_changes_by_client ON client_import_changes (organization_id, no);
