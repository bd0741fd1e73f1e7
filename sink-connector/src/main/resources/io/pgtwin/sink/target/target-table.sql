-- $1 schema, $2 table: one row if the table exists.
-- A table that a foreign key of another one refers to can only be emptied row by row, whatever the account may do.
SELECT c.oid::bigint AS oid,
       c.relkind = 'p' AS partitioned,
       has_table_privilege(c.oid, 'TRUNCATE')
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint f
                         WHERE f.confrelid = c.oid AND f.contype = 'f' AND f.conrelid <> c.oid) AS may_truncate,
       EXISTS (SELECT FROM pg_catalog.pg_constraint d WHERE d.conrelid = c.oid AND d.condeferrable) AS deferrable
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'f')
