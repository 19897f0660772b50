-- The inventory: what a touchpoint is worth and to whom, which cells stay empty on purpose, who else is compared,
-- and every change with what stood there before, so that it can be taken back.

ALTER TABLE touchpoints ADD COLUMN moment_of_truth BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE touchpoints ADD COLUMN importance BIGINT NOT NULL DEFAULT 3;
ALTER TABLE touchpoints ADD COLUMN department TEXT;
-- 0–5. Ours counts as long as there is no plan; the industry's as long as nobody was compared.
ALTER TABLE touchpoints ADD COLUMN our_attention BIGINT;
ALTER TABLE touchpoints ADD COLUMN industry_attention BIGINT;
-- Why it is retired or not applicable.
ALTER TABLE touchpoints ADD COLUMN reason TEXT;
ALTER TABLE touchpoints ADD COLUMN note TEXT;

-- A group of clients for whom touchpoints are designed. `filter` is a JSON array of conditions such as attr.tier=premier.
CREATE TABLE audiences (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    filter TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organization_id, key),
    UNIQUE (organization_id, id)
);

-- For whom a touchpoint is; none = for everybody.
CREATE TABLE touchpoint_audiences (
    organization_id TEXT NOT NULL,
    touchpoint_id TEXT NOT NULL,
    audience_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, touchpoint_id, audience_id),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, audience_id) REFERENCES audiences (organization_id, id)
);
CREATE INDEX touchpoint_audiences_by_audience ON touchpoint_audiences (organization_id, audience_id);

-- Cells of stage × channel (× audience) that stay empty on purpose. Without an audience it counts for all.
CREATE TABLE empty_cells (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    stage_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    audience_id TEXT,
    reason TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    FOREIGN KEY (organization_id, stage_id) REFERENCES stages (organization_id, id),
    FOREIGN KEY (organization_id, channel_id) REFERENCES channels (organization_id, id),
    FOREIGN KEY (organization_id, audience_id) REFERENCES audiences (organization_id, id)
);
CREATE UNIQUE INDEX empty_cells_once ON empty_cells (organization_id, stage_id, channel_id, COALESCE(audience_id, ''));
CREATE INDEX empty_cells_by_channel ON empty_cells (organization_id, channel_id);
CREATE INDEX empty_cells_by_audience ON empty_cells (organization_id, audience_id);

-- What was changed in the inventory, in the order of its ids, which sort by time.
CREATE TABLE changes (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    detail TEXT NOT NULL,
    items BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    undone_at BIGINT,
    -- The change that this one took back.
    undoes TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, undoes) REFERENCES changes (organization_id, id)
);
CREATE INDEX changes_by_undone ON changes (organization_id, undoes);

-- Each thing that a change touched, as it stood before and after it. NULL: it was not there.
CREATE TABLE change_items (
    organization_id TEXT NOT NULL,
    change_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    subject TEXT NOT NULL,
    image_before TEXT,
    image_after TEXT,
    PRIMARY KEY (organization_id, change_id, position),
    FOREIGN KEY (organization_id, change_id) REFERENCES changes (organization_id, id)
);
CREATE INDEX change_items_by_subject ON change_items (organization_id, subject, change_id);

-- Rows of a file that a change did not take, as they stood there, with the reason.
CREATE TABLE change_rejects (
    organization_id TEXT NOT NULL,
    change_id TEXT NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (organization_id, change_id, line),
    FOREIGN KEY (organization_id, change_id) REFERENCES changes (organization_id, id)
);

-- What discovery found and somebody has decided, so that it is not shown again.
CREATE TABLE decided_discoveries (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    ground TEXT NOT NULL,
    label TEXT NOT NULL,
    -- The change by which it became a touchpoint; NULL: it was dismissed.
    change_id TEXT,
    decided_at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (organization_id, ground),
    FOREIGN KEY (organization_id, change_id) REFERENCES changes (organization_id, id)
);
CREATE INDEX decided_discoveries_by_change ON decided_discoveries (organization_id, change_id);

-- How much attention somebody else gives a touchpoint, 0–5, as it was seen.
CREATE TABLE comparisons (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    touchpoint_id TEXT NOT NULL,
    who TEXT NOT NULL,
    attention BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    link TEXT,
    seen_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id)
);
CREATE INDEX comparisons_by_touchpoint ON comparisons (organization_id, touchpoint_id);
