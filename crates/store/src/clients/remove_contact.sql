-- Takes a contact out of the address book, or puts it back.
UPDATE contacts SET removed_at = $3 WHERE organization_id = $1 AND id = $2
