-- Whether anybody can sign in at all; before that the server offers its set-up.
SELECT EXISTS (SELECT 1 FROM accounts) AS found
