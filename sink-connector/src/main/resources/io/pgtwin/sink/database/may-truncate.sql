-- $1 names of tables: one row that tells whether the account may truncate them with one command.
-- Tables that a foreign key of any other table refers to can only be emptied row by row, whatever the account may do.
WITH emptied AS (SELECT pg_catalog.to_regclass(name)::oid AS oid FROM pg_catalog.unnest(?::text[]) AS name)
SELECT pg_catalog.bool_and(pg_catalog.has_table_privilege(oid, 'TRUNCATE') AND NOT EXISTS (
         SELECT FROM pg_catalog.pg_constraint f
         WHERE f.confrelid = emptied.oid AND f.contype = 'f' AND f.conrelid NOT IN (SELECT oid FROM emptied)))
FROM emptied
