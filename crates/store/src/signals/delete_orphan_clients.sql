-- Clients that undone imports brought and of whom nothing else is known: no fact, contact, merge, session or link.
DELETE FROM clients
WHERE organization_id = $1
  AND import_no IN (SELECT b.import_no FROM retracted_batches b WHERE b.organization_id = $1)
  AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.organization_id = $1 AND r.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM touches t WHERE t.organization_id = $1 AND t.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM events e WHERE e.organization_id = $1 AND e.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM expectations x WHERE x.organization_id = $1 AND x.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM discovery_sessions d WHERE d.organization_id = $1 AND d.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM client_links l WHERE l.organization_id = $1 AND l.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM client_changes g WHERE g.organization_id = $1 AND g.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM client_wishes w WHERE w.organization_id = $1 AND w.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM loyalty_facts f WHERE f.organization_id = $1 AND f.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM contacts k WHERE k.organization_id = $1 AND k.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM attribute_uses u WHERE u.organization_id = $1 AND u.client_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM client_merges m WHERE m.organization_id = $1 AND m.kept_no = clients.no)
  AND NOT EXISTS (SELECT 1 FROM client_merges m WHERE m.organization_id = $1 AND m.dropped_no = clients.no)
