-- Up to which record standings were computed, and by what.
SELECT up_to_seq, computed_at, ground FROM ladder_runs WHERE organization_id = $1
