-- From now on it is answered on another scale. Answers given before keep the scale that stands with them.
UPDATE questions SET scale = $3 WHERE organization_id = $1 AND id = $2
