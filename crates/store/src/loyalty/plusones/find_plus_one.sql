-- One plus-one.
SELECT p.id, p.no, p.words, p.cost_class, p.cost_cents, p.currency, p.minutes, p.ask_first, p.hold_out_percent, p.touchpoint_id,
       p.state, p.since, p.given, p.votes + (SELECT COUNT(*) FROM plus_one_votes v
           WHERE v.organization_id = $1 AND v.plus_one_no = p.no) AS votes,
       p.sprint_id, p.replaces, p.kept_at, p.kept_by, p.farewell, p.made_at, p.made_by
FROM plus_ones p
WHERE p.organization_id = $1 AND p.id = $2
