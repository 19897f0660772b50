-- Which steps of the schema have been taken.
SELECT MAX(version) AS version FROM _sqlx_migrations WHERE success
