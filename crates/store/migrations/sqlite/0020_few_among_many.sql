-- What is asked of few among many: purchases and renewals among all facts, promises still to be done among all.
CREATE INDEX loyalty_facts_of_proof ON loyalty_facts (organization_id, occurred_at) WHERE kind = 'proof';
CREATE INDEX promises_to_be_done ON promises (organization_id, client_no) WHERE settled_at IS NULL;
