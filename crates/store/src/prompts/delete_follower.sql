-- What was opened after a prompt that is now taken back, as long as nobody has said anything of it.
DELETE FROM prompts
WHERE organization_id = $1 AND client_no = $2 AND COALESCE(rule_id, '') = $3 AND COALESCE(plan_touchpoint_id, '') = $4 AND state = 'open' AND id <> $5
