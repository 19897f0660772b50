-- Journeys as designed. A journey is one document: it is read and written whole, and its revision keeps two people
-- from overwriting each other. Stages, channels and touchpoints stand in it by their keys.

CREATE TABLE journeys (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    -- Of the document, to list journeys in its order.
    name TEXT NOT NULL,
    revision BIGINT NOT NULL,
    document TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- NULL: a program, or Touchstone itself.
    changed_by TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, changed_by) REFERENCES people (organization_id, id)
);
CREATE INDEX journeys_by_name ON journeys (organization_id, name, id);
CREATE INDEX journeys_by_changer ON journeys (organization_id, changed_by);
