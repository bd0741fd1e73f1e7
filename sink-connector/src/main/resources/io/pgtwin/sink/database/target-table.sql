-- $1 schema, $2 table: one row if there is a relation of this name.
SELECT c.oid::bigint AS oid,
       c.relkind IN ('r', 'p', 'f') AS is_table,
       c.relkind = 'p' AS partitioned,
       -- what fires on the account's statements: O as origin, R as replica, A always
       ARRAY(SELECT t.tgname::text FROM pg_catalog.pg_trigger t
             WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN (mode.enabled, 'A')
             ORDER BY 1) AS triggers,
       ARRAY(SELECT r.rulename::text FROM pg_catalog.pg_rewrite r
             WHERE r.ev_class = c.oid AND c.relkind IN ('r', 'p') AND r.ev_enabled IN (mode.enabled, 'A')
             ORDER BY 1) AS rules
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN (SELECT CASE WHEN pg_catalog.current_setting('session_replication_role') = 'replica' THEN 'R' ELSE 'O' END
                   ::"char" AS enabled) mode
WHERE n.nspname = ? AND c.relname = ?
