-- The account behind a session.
SELECT id, email, name, password_hash, locale, created_at FROM accounts WHERE id = $1
