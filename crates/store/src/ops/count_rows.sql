-- How many rows each table holds, to compare a copy with its original.
SELECT 'accounts' AS name, COUNT(*) AS count FROM accounts
UNION ALL SELECT 'annotations' AS name, COUNT(*) AS count FROM annotations
UNION ALL SELECT 'api_tokens' AS name, COUNT(*) AS count FROM api_tokens
UNION ALL SELECT 'attribute_labels' AS name, COUNT(*) AS count FROM attribute_labels
UNION ALL SELECT 'audit_log' AS name, COUNT(*) AS count FROM audit_log
UNION ALL SELECT 'channels' AS name, COUNT(*) AS count FROM channels
UNION ALL SELECT 'clients' AS name, COUNT(*) AS count FROM clients
UNION ALL SELECT 'comments' AS name, COUNT(*) AS count FROM comments
UNION ALL SELECT 'deliveries' AS name, COUNT(*) AS count FROM deliveries
UNION ALL SELECT 'felts' AS name, COUNT(*) AS count FROM felts
UNION ALL SELECT 'import_left_out' AS name, COUNT(*) AS count FROM import_left_out
UNION ALL SELECT 'import_rejects' AS name, COUNT(*) AS count FROM import_rejects
UNION ALL SELECT 'imports' AS name, COUNT(*) AS count FROM imports
UNION ALL SELECT 'invitations' AS name, COUNT(*) AS count FROM invitations
UNION ALL SELECT 'jobs' AS name, COUNT(*) AS count FROM jobs
UNION ALL SELECT 'mapping_versions' AS name, COUNT(*) AS count FROM mapping_versions
UNION ALL SELECT 'mappings' AS name, COUNT(*) AS count FROM mappings
UNION ALL SELECT 'numbers' AS name, COUNT(*) AS count FROM numbers
UNION ALL SELECT 'organizations' AS name, COUNT(*) AS count FROM organizations
UNION ALL SELECT 'outbox' AS name, COUNT(*) AS count FROM outbox
UNION ALL SELECT 'people' AS name, COUNT(*) AS count FROM people
UNION ALL SELECT 'plan_revisions' AS name, COUNT(*) AS count FROM plan_revisions
UNION ALL SELECT 'plans' AS name, COUNT(*) AS count FROM plans
UNION ALL SELECT 'question_uses' AS name, COUNT(*) AS count FROM question_uses
UNION ALL SELECT 'questions' AS name, COUNT(*) AS count FROM questions
UNION ALL SELECT 'responses' AS name, COUNT(*) AS count FROM responses
UNION ALL SELECT 'retracted_batches' AS name, COUNT(*) AS count FROM retracted_batches
UNION ALL SELECT 'segments' AS name, COUNT(*) AS count FROM segments
UNION ALL SELECT 'sessions' AS name, COUNT(*) AS count FROM sessions
UNION ALL SELECT 'setup_tokens' AS name, COUNT(*) AS count FROM setup_tokens
UNION ALL SELECT 'sources' AS name, COUNT(*) AS count FROM sources
UNION ALL SELECT 'stages' AS name, COUNT(*) AS count FROM stages
UNION ALL SELECT 'touches' AS name, COUNT(*) AS count FROM touches
UNION ALL SELECT 'touchpoints' AS name, COUNT(*) AS count FROM touchpoints
UNION ALL SELECT 'uploads' AS name, COUNT(*) AS count FROM uploads
ORDER BY name
