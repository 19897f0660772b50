-- Touches that live plans ask for stand among the prompts; what the client's own page needs from us.

ALTER TABLE prompts ALTER COLUMN rule_id DROP NOT NULL;
-- The touchpoint whose live plan asks for it, where no care rule does.
ALTER TABLE prompts ADD COLUMN plan_touchpoint_id TEXT;
ALTER TABLE prompts ADD FOREIGN KEY (organization_id, plan_touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX prompts_open_plan ON prompts (organization_id, client_no, plan_touchpoint_id) WHERE state = 'open' AND plan_touchpoint_id IS NOT NULL;
CREATE INDEX prompts_by_plan ON prompts (organization_id, plan_touchpoint_id);

-- Somebody whose link no longer works asks for another: a task for whoever looks after the client. Of one client and one
-- contact at most one waits.
CREATE TABLE client_link_requests (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    id TEXT NOT NULL PRIMARY KEY,
    client_no BIGINT NOT NULL,
    -- Empty: the client as a whole.
    contact_id TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, settled_by) REFERENCES people (organization_id, id)
);
CREATE UNIQUE INDEX client_link_requests_open ON client_link_requests (organization_id, client_no, contact_id) WHERE settled_at IS NULL;
CREATE INDEX client_link_requests_by_client ON client_link_requests (organization_id, client_no);
CREATE INDEX client_link_requests_by_time ON client_link_requests (organization_id, asked_at, id) WHERE settled_at IS NULL;
CREATE INDEX client_link_requests_by_settler ON client_link_requests (organization_id, settled_by);

-- The finding of the gap finder from which a change for a client came, and those that are not told to a client.
ALTER TABLE client_changes ADD COLUMN finding_id TEXT;
CREATE UNIQUE INDEX client_changes_by_finding ON client_changes (organization_id, client_no, finding_id) WHERE finding_id IS NOT NULL;
CREATE TABLE untold_changes (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    finding_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, client_no, finding_id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, finding_id) REFERENCES findings (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX untold_changes_by_finding ON untold_changes (organization_id, finding_id);

-- How clients took each plus-one, read for every day of everybody.
CREATE INDEX gifts_by_reaction ON gifts (organization_id, plus_one_no, reaction)
    WHERE taken_back_at IS NULL AND held_out = 0 AND reaction IS NOT NULL;
