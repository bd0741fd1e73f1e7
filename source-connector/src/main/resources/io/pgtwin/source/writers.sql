-- Transactions of users that have written something in this database and are not over. Their numbers are visible to every
-- account; processes of the server itself have no user.
SELECT 'process ' || a.pid
  FROM pg_stat_activity a
 WHERE a.datname = current_database() AND a.backend_xid IS NOT NULL AND a.usesysid IS NOT NULL
   AND a.pid <> pg_backend_pid()
UNION ALL
SELECT 'prepared transaction ' || quote_literal(p.gid)
  FROM pg_prepared_xacts p
 WHERE p.database = current_database()
 ORDER BY 1
