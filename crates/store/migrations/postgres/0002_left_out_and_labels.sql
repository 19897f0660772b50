-- What an import left out of rows that stayed, and what attributes of clients are called.

-- How many values were left out; the first of them stand in import_left_out.
ALTER TABLE imports ADD COLUMN left_out BIGINT NOT NULL DEFAULT 0;

CREATE TABLE import_left_out (
    organization_id TEXT NOT NULL,
    import_no BIGINT NOT NULL,
    line BIGINT NOT NULL,
    column_name TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (organization_id, import_no, line, column_name),
    FOREIGN KEY (organization_id, import_no) REFERENCES imports (organization_id, no)
);

-- What people call an attribute: "Boarding area" for `barea`. The latest mapping that says so wins.
CREATE TABLE attribute_labels (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (organization_id, key)
);
