-- Touches that live plans ask for stand among the prompts; what the client's own page needs from us.

-- A column that may be empty from now on: SQLite wants the whole table anew, and PostgreSQL has the same.
CREATE TABLE prompts_anew (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    -- The care rule that asks for it, or the touchpoint whose live plan does: one of the two.
    rule_id TEXT,
    plan_touchpoint_id TEXT,
    owner_id TEXT NOT NULL,
    due_day TEXT NOT NULL,
    in_time_day TEXT NOT NULL,
    occasion_day TEXT,
    lapse_day TEXT NOT NULL,
    show_day TEXT NOT NULL,
    snoozed_at BIGINT,
    snooze_until TEXT,
    snooze_reason TEXT,
    state TEXT NOT NULL,
    closed_at BIGINT,
    closed_day TEXT,
    closed_reason TEXT,
    closed_said BOOLEAN NOT NULL,
    said_by TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, rule_id) REFERENCES care_rules (organization_id, id),
    FOREIGN KEY (organization_id, plan_touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, said_by) REFERENCES people (organization_id, id)
);
INSERT INTO prompts_anew (
    id, organization_id, client_no, rule_id, owner_id, due_day, in_time_day, occasion_day, lapse_day, show_day,
    snoozed_at, snooze_until, snooze_reason, state, closed_at, closed_day, closed_reason, closed_said, said_by,
    created_at, changed_at, version
) SELECT
    id, organization_id, client_no, rule_id, owner_id, due_day, in_time_day, occasion_day, lapse_day, show_day,
    snoozed_at, snooze_until, snooze_reason, state, closed_at, closed_day, closed_reason, closed_said, said_by,
    created_at, changed_at, version
FROM prompts;
DROP TABLE prompts;
ALTER TABLE prompts_anew RENAME TO prompts;
CREATE UNIQUE INDEX prompts_open ON prompts (organization_id, client_no, rule_id) WHERE state = 'open';
CREATE INDEX prompts_by_client ON prompts (organization_id, client_no, due_day);
CREATE INDEX prompts_by_rule ON prompts (organization_id, rule_id);
CREATE INDEX prompts_by_sayer ON prompts (organization_id, said_by);
CREATE INDEX prompts_by_owner ON prompts (organization_id, owner_id, show_day, due_day, id) WHERE state = 'open';
CREATE INDEX prompts_by_lapse ON prompts (organization_id, lapse_day) WHERE state = 'open';
CREATE INDEX prompts_by_change ON prompts (organization_id, owner_id, due_day, state);
CREATE UNIQUE INDEX prompts_open_plan ON prompts (organization_id, client_no, plan_touchpoint_id) WHERE state = 'open' AND plan_touchpoint_id IS NOT NULL;
CREATE INDEX prompts_by_plan ON prompts (organization_id, plan_touchpoint_id);

-- Somebody whose link no longer works asks for another: a task for whoever looks after the client. Of one client and one
-- contact one waits at a time; clients that were merged may bring one each.
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
CREATE INDEX client_link_requests_open ON client_link_requests (organization_id, client_no, contact_id) WHERE settled_at IS NULL;
CREATE INDEX client_link_requests_by_client ON client_link_requests (organization_id, client_no);
CREATE INDEX client_link_requests_by_time ON client_link_requests (organization_id, asked_at, id) WHERE settled_at IS NULL;
CREATE INDEX client_link_requests_by_settler ON client_link_requests (organization_id, settled_by);

-- The finding of the gap finder from which a change for a client came, and those that are not told to a client.
ALTER TABLE client_changes ADD COLUMN finding_id TEXT;
CREATE INDEX client_changes_by_finding ON client_changes (organization_id, client_no, finding_id) WHERE finding_id IS NOT NULL;
CREATE TABLE untold_changes (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    finding_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- The moment too: clients that were merged may each have their own.
    PRIMARY KEY (organization_id, client_no, finding_id, at),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, finding_id) REFERENCES findings (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX untold_changes_by_finding ON untold_changes (organization_id, finding_id);

-- How clients took each plus-one, read for every day of everybody.
CREATE INDEX gifts_by_reaction ON gifts (organization_id, plus_one_no, reaction)
    WHERE taken_back_at IS NULL AND held_out = 0 AND reaction IS NOT NULL;
