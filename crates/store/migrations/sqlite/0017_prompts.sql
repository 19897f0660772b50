-- What one person should do next for one client: the rules that ask for touches, what they ask for, and the calendars in
-- which people have it.
--
-- Days are TEXT (YYYY-MM-DD, in the organization's time zone), so that they sort and compare as they are.

CREATE TABLE care_rules (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    -- Without references: a tier or a touchpoint may be taken away; the rule then asks for nothing, or suggests nothing.
    tier_id TEXT,
    touchpoint_id TEXT,
    -- Clients whose attribute has this value are left out; both or neither.
    except_attribute TEXT,
    except_value TEXT,
    kind TEXT NOT NULL,
    every_days BIGINT,
    -- Whether only touches at the rule's own touchpoint set its rhythm anew.
    same_touchpoint BOOLEAN NOT NULL,
    attribute TEXT,
    days_before BIGINT NOT NULL,
    grace_days BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    UNIQUE (organization_id, id)
);
CREATE INDEX care_rules_by_time ON care_rules (organization_id, created_at, id);

-- One touch that a rule asks for. Of one client and one rule at most one is open; what is over stays, for the client's
-- page and so that calendars hear of it.
CREATE TABLE prompts (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    client_no BIGINT NOT NULL,
    rule_id TEXT NOT NULL,
    -- Who is responsible for the client; empty: nobody is, so it is shown to everybody.
    owner_id TEXT NOT NULL,
    due_day TEXT NOT NULL,
    in_time_day TEXT NOT NULL,
    occasion_day TEXT,
    -- '9999-12-31': it stays until it is done.
    lapse_day TEXT NOT NULL,
    -- The first day on which it is shown: the due day, or the one until which it was put off.
    show_day TEXT NOT NULL,
    snoozed_at BIGINT,
    snooze_until TEXT,
    snooze_reason TEXT,
    state TEXT NOT NULL,
    closed_at BIGINT,
    closed_day TEXT,
    closed_reason TEXT,
    -- Whether somebody said so; else a touch shows it, and holds only as long as the touch does.
    closed_said BOOLEAN NOT NULL,
    -- The person who said so, or put it off.
    said_by TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, rule_id) REFERENCES care_rules (organization_id, id),
    FOREIGN KEY (organization_id, said_by) REFERENCES people (organization_id, id)
);
CREATE UNIQUE INDEX prompts_open ON prompts (organization_id, client_no, rule_id) WHERE state = 'open';
CREATE INDEX prompts_by_client ON prompts (organization_id, client_no, due_day);
CREATE INDEX prompts_by_rule ON prompts (organization_id, rule_id);
CREATE INDEX prompts_by_sayer ON prompts (organization_id, said_by);
-- Today reads these in this order and stops after a handful.
CREATE INDEX prompts_by_owner ON prompts (organization_id, owner_id, show_day, due_day, id) WHERE state = 'open';
CREATE INDEX prompts_by_lapse ON prompts (organization_id, lapse_day) WHERE state = 'open';
CREATE INDEX prompts_by_change ON prompts (organization_id, owner_id, due_day, state);

-- Up to where the prompts of an organization are worked out.
CREATE TABLE prompt_marks (
    organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id),
    seq BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    attributes_version BIGINT NOT NULL,
    -- Of the rules, tiers, touchpoints and the time zone by which all clients were last gone through.
    terms TEXT NOT NULL,
    swept_at BIGINT NOT NULL
);

-- A person's calendar, for whoever has the link. The secret itself is kept nowhere.
CREATE TABLE calendar_links (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    person_id TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people (organization_id, id)
);
CREATE INDEX calendar_links_by_person ON calendar_links (organization_id, person_id, created_at);
