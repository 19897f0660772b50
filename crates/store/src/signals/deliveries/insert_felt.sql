-- A fact about a touch that came later, with what was known before and is known now.
INSERT INTO felts
    (organization_id, seq, touch_seq, self_score, perception, emotion, words, heard_before, heard_after, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
