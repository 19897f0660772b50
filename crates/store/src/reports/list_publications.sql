-- When plans were published, of which touchpoint: how steadily the experience is renewed.
SELECT touchpoint_id, published_at FROM plans
WHERE organization_id = $1 AND published_at >= $2 ORDER BY published_at
