-- Plus-ones: the small extras that nobody expected, who got them, and the sprints in which they are thought up.

CREATE TABLE sprints (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    title TEXT NOT NULL,
    touchpoint_id TEXT,
    goal BIGINT NOT NULL,
    -- The secret itself is kept nowhere.
    secret_hash TEXT NOT NULL UNIQUE,
    started_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- From then on the link opens nothing, closed or not.
    link_ends_at BIGINT NOT NULL,
    closed_at BIGINT,
    -- Grows with every idea, vote and change of the timer, so that whoever lost the line asks for what came since.
    revision BIGINT NOT NULL,
    ideas BIGINT NOT NULL,
    people BIGINT NOT NULL,
    started_by TEXT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, started_by) REFERENCES people (organization_id, id)
);
CREATE INDEX sprints_by_time ON sprints (organization_id, started_at);
CREATE INDEX sprints_by_touchpoint ON sprints (organization_id, touchpoint_id);
CREATE INDEX sprints_by_starter ON sprints (organization_id, started_by);

CREATE TABLE sprint_people (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL,
    sprint_id TEXT NOT NULL,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    UNIQUE (organization_id, sprint_id, id),
    UNIQUE (organization_id, sprint_id, key_hash),
    FOREIGN KEY (organization_id, sprint_id) REFERENCES sprints (organization_id, id)
);

CREATE TABLE plus_ones (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    -- One number with facts, touches and responses: facts name it.
    no BIGINT NOT NULL,
    words TEXT NOT NULL,
    cost_class TEXT NOT NULL,
    cost_cents BIGINT NOT NULL,
    currency TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    ask_first BIGINT NOT NULL,
    hold_out_percent BIGINT NOT NULL,
    touchpoint_id TEXT,
    -- Where it stands by its moves and gifts, kept so that the board need not ask them all.
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    given BIGINT NOT NULL,
    -- Votes of a sprint's people, who have no account.
    votes BIGINT NOT NULL,
    sprint_id TEXT,
    -- The norm whose place it takes.
    replaces TEXT,
    -- Somebody decided to keep the norm.
    kept_at BIGINT,
    kept_by TEXT,
    -- What was said to clients when it was withdrawn.
    farewell TEXT,
    made_at BIGINT NOT NULL,
    made_by TEXT,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, no),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, sprint_id) REFERENCES sprints (organization_id, id),
    FOREIGN KEY (organization_id, replaces) REFERENCES plus_ones (organization_id, id),
    FOREIGN KEY (organization_id, kept_by) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, made_by) REFERENCES people (organization_id, id)
);
CREATE INDEX plus_ones_by_touchpoint ON plus_ones (organization_id, touchpoint_id);
CREATE INDEX plus_ones_by_sprint ON plus_ones (organization_id, sprint_id);
CREATE INDEX plus_ones_by_replaced ON plus_ones (organization_id, replaces);
CREATE INDEX plus_ones_by_keeper ON plus_ones (organization_id, kept_by);
CREATE INDEX plus_ones_by_maker ON plus_ones (organization_id, made_by);

-- Somebody moved it by hand. What is taken back stays, and counts no more.
CREATE TABLE plus_one_moves (
    organization_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    plus_one_no BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    moved_by TEXT,
    taken_back_at BIGINT,
    PRIMARY KEY (organization_id, no),
    FOREIGN KEY (organization_id, plus_one_no) REFERENCES plus_ones (organization_id, no),
    FOREIGN KEY (organization_id, moved_by) REFERENCES people (organization_id, id)
);
CREATE INDEX plus_one_moves_by_plus_one ON plus_one_moves (organization_id, plus_one_no, no);
CREATE INDEX plus_one_moves_by_person ON plus_one_moves (organization_id, moved_by);

-- The steps of its life as moves and gifts make them; written anew whenever one of those changes.
CREATE TABLE plus_one_steps (
    organization_id TEXT NOT NULL,
    plus_one_no BIGINT NOT NULL,
    position BIGINT NOT NULL,
    stepped_at BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    why TEXT NOT NULL,
    client_no BIGINT,
    wows BIGINT,
    of_reactions BIGINT,
    PRIMARY KEY (organization_id, plus_one_no, position),
    FOREIGN KEY (organization_id, plus_one_no) REFERENCES plus_ones (organization_id, no),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no)
);
CREATE INDEX plus_one_steps_by_client ON plus_one_steps (organization_id, client_no);

-- One delivery to one client, or its deliberate absence.
CREATE TABLE gifts (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    plus_one_no BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    held_out BIGINT NOT NULL,
    asked_first BIGINT NOT NULL,
    reaction TEXT,
    felt BIGINT,
    words TEXT,
    reacted_at BIGINT,
    -- Made by who sends it, so that the same one sent twice is one.
    external_id TEXT,
    given_by TEXT,
    recorded_at BIGINT NOT NULL,
    taken_back_at BIGINT,
    -- The fact that it was given; none of what was held out.
    fact_seq BIGINT,
    UNIQUE (organization_id, id),
    UNIQUE (organization_id, no),
    UNIQUE (organization_id, external_id),
    FOREIGN KEY (organization_id, plus_one_no) REFERENCES plus_ones (organization_id, no),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, given_by) REFERENCES people (organization_id, id)
);
CREATE INDEX gifts_by_plus_one ON gifts (organization_id, plus_one_no, given_at, no);
CREATE INDEX gifts_by_client ON gifts (organization_id, client_no, given_at);
CREATE INDEX gifts_by_giver ON gifts (organization_id, given_by);

-- Which expectation a norm has become, of whom.
CREATE TABLE plus_one_norms (
    organization_id TEXT NOT NULL,
    plus_one_no BIGINT NOT NULL,
    client_no BIGINT NOT NULL,
    expectation_id TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, plus_one_no, client_no),
    FOREIGN KEY (organization_id, plus_one_no) REFERENCES plus_ones (organization_id, no),
    FOREIGN KEY (organization_id, client_no) REFERENCES clients (organization_id, no),
    FOREIGN KEY (organization_id, expectation_id) REFERENCES expectations (organization_id, id)
);
CREATE INDEX plus_one_norms_by_client ON plus_one_norms (organization_id, client_no);
CREATE INDEX plus_one_norms_by_expectation ON plus_one_norms (organization_id, expectation_id);

CREATE TABLE plus_one_votes (
    organization_id TEXT NOT NULL,
    plus_one_no BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, plus_one_no, person_id),
    FOREIGN KEY (organization_id, plus_one_no) REFERENCES plus_ones (organization_id, no),
    FOREIGN KEY (organization_id, person_id) REFERENCES people (organization_id, id)
);
CREATE INDEX plus_one_votes_by_person ON plus_one_votes (organization_id, person_id);

-- One line of a sprint. Its id is made by who sends it, so that a line sent twice is one.
CREATE TABLE ideas (
    organization_id TEXT NOT NULL,
    sprint_id TEXT NOT NULL,
    id TEXT NOT NULL,
    no BIGINT NOT NULL,
    words TEXT NOT NULL,
    cost_class TEXT,
    written_by TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    votes BIGINT NOT NULL,
    -- The sprint's revision at which it changed last.
    revision BIGINT NOT NULL,
    plus_one_id TEXT,
    PRIMARY KEY (organization_id, sprint_id, id),
    UNIQUE (organization_id, sprint_id, no),
    FOREIGN KEY (organization_id, sprint_id) REFERENCES sprints (organization_id, id),
    FOREIGN KEY (organization_id, sprint_id, written_by) REFERENCES sprint_people (organization_id, sprint_id, id),
    FOREIGN KEY (organization_id, plus_one_id) REFERENCES plus_ones (organization_id, id)
);
CREATE INDEX ideas_by_revision ON ideas (organization_id, sprint_id, revision);
CREATE INDEX ideas_by_writer ON ideas (organization_id, sprint_id, written_by, written_at);
CREATE INDEX ideas_by_plus_one ON ideas (organization_id, plus_one_id);

CREATE TABLE idea_votes (
    organization_id TEXT NOT NULL,
    sprint_id TEXT NOT NULL,
    idea_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, sprint_id, idea_id, person_id),
    FOREIGN KEY (organization_id, sprint_id, idea_id) REFERENCES ideas (organization_id, sprint_id, id),
    FOREIGN KEY (organization_id, sprint_id, person_id) REFERENCES sprint_people (organization_id, sprint_id, id)
);
CREATE INDEX idea_votes_by_person ON idea_votes (organization_id, sprint_id, person_id);
