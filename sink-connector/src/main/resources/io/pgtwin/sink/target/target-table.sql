-- $1 schema, $2 table: one row if the table exists
SELECT c.oid::bigint AS oid,
       c.relkind = 'p' AS partitioned,
       has_table_privilege(c.oid, 'TRUNCATE') AS may_truncate
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'f')
