-- The e-mail address is unique on the whole server: it is the name by which somebody signs in.
INSERT INTO accounts (id, email, name, password_hash, locale, created_at) VALUES ($1, $2, $3, $4, $5, $6)
