-- How clients came to stand somewhere who are about to go.
DELETE FROM standing_changes
WHERE organization_id = $1 AND client_no IN (SELECT k.no FROM json_rows($2) AS k(no BIGINT))
