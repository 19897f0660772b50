-- Whether the import that brings these rows may still bring any.
SELECT state FROM imports WHERE organization_id = $1 AND no = $2
