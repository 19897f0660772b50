-- Sign-in. The address comes in small letters, as it is kept.
SELECT id, email, name, password_hash, locale, created_at FROM accounts WHERE email = $1
