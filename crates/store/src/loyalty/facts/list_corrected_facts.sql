-- The beginnings of the chains that some facts belong to, whose they are and how long they have become.
SELECT f.seq, f.root, f.client_no, f.subject,
       (SELECT MAX(v.version) FROM loyalty_facts v WHERE v.organization_id = f.organization_id AND v.root = f.root) AS version
FROM json_rows($2) AS k(seq BIGINT)
CROSS JOIN loyalty_facts f
WHERE f.organization_id = $1 AND f.seq = k.seq
