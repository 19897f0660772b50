-- A remark is an opinion, not a fact: it may go.
DELETE FROM annotations WHERE organization_id = $1 AND id = $2
