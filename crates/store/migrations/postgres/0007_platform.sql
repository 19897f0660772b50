-- The experiential platform, the brand, how people behave, and what it means in each job.

-- Every version of the platform; one without published_at is the draft, and only the newest can be one.
CREATE TABLE platform_versions (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    document TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    published_by TEXT,
    published_at BIGINT,
    UNIQUE (organization_id, version),
    UNIQUE (organization_id, id)
);

-- Files in the data folder, decoded, checked and written anew.
CREATE TABLE pictures (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organization_id, id)
);
CREATE INDEX pictures_by_time ON pictures (organization_id, created_at);

CREATE TABLE brand_elements (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    expresses TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    UNIQUE (organization_id, id)
);

-- Where clients meet an element. A touchpoint that is undone with its import takes its places along.
CREATE TABLE brand_element_touchpoints (
    organization_id TEXT NOT NULL,
    element_id TEXT NOT NULL,
    touchpoint_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, element_id, touchpoint_id),
    FOREIGN KEY (organization_id, element_id) REFERENCES brand_elements (organization_id, id),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX brand_element_touchpoints_by_touchpoint ON brand_element_touchpoints (organization_id, touchpoint_id);

CREATE TABLE brand_element_pictures (
    organization_id TEXT NOT NULL,
    element_id TEXT NOT NULL,
    picture_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (organization_id, element_id, picture_id),
    FOREIGN KEY (organization_id, element_id) REFERENCES brand_elements (organization_id, id),
    FOREIGN KEY (organization_id, picture_id) REFERENCES pictures (organization_id, id)
);
CREATE INDEX brand_element_pictures_by_picture ON brand_element_pictures (organization_id, picture_id);

CREATE TABLE behaviour_standards (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    expresses TEXT NOT NULL,
    example TEXT NOT NULL,
    counter_example TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    removed_at BIGINT,
    UNIQUE (organization_id, id)
);

-- One look at an element or a standard; exactly one of the two is named.
CREATE TABLE exams (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    element_id TEXT,
    standard_id TEXT,
    score BIGINT NOT NULL,
    evidence TEXT NOT NULL,
    picture_id TEXT,
    examined_at BIGINT NOT NULL,
    examined_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, element_id) REFERENCES brand_elements (organization_id, id),
    FOREIGN KEY (organization_id, standard_id) REFERENCES behaviour_standards (organization_id, id),
    FOREIGN KEY (organization_id, picture_id) REFERENCES pictures (organization_id, id)
);
CREATE INDEX exams_by_time ON exams (organization_id, examined_at);
CREATE INDEX exams_by_element ON exams (organization_id, element_id);
CREATE INDEX exams_by_standard ON exams (organization_id, standard_id);
CREATE INDEX exams_by_picture ON exams (organization_id, picture_id);

-- What the platform means in one job. A signature is for one wording.
CREATE TABLE role_cards (
    id TEXT NOT NULL PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    job TEXT NOT NULL,
    department TEXT NOT NULL,
    means TEXT NOT NULL,
    wording BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT,
    UNIQUE (organization_id, id)
);

CREATE TABLE role_card_holders (
    organization_id TEXT NOT NULL,
    card_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (organization_id, card_id, person_id),
    FOREIGN KEY (organization_id, card_id) REFERENCES role_cards (organization_id, id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people (organization_id, id)
);
CREATE INDEX role_card_holders_by_person ON role_card_holders (organization_id, person_id);

CREATE TABLE role_card_signatures (
    organization_id TEXT NOT NULL,
    card_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    wording BIGINT NOT NULL,
    signed_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, card_id, person_id, wording),
    FOREIGN KEY (organization_id, card_id) REFERENCES role_cards (organization_id, id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people (organization_id, id)
);
CREATE INDEX role_card_signatures_by_person ON role_card_signatures (organization_id, person_id);

-- What somebody has said of a touchpoint itself, beside its elements and its plan.
CREATE TABLE touchpoint_expressions (
    organization_id TEXT NOT NULL,
    touchpoint_id TEXT NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (organization_id, touchpoint_id, part),
    FOREIGN KEY (organization_id, touchpoint_id) REFERENCES touchpoints (organization_id, id) ON DELETE CASCADE
);
