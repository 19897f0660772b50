-- A new password; the sessions opened with the old one are closed by revoke_other_sessions in the same transaction.
UPDATE accounts SET password_hash = $2 WHERE id = $1
