-- One row: what the server and the account are, and the state of pgtwin's own schema. $1 that schema's name.
-- What keeps the account from writing may be set in several places; the last of them wins.
SELECT current_setting('server_version_num')::int AS version,
       pg_is_in_recovery() AS standby,
       current_setting('default_transaction_read_only') = 'on' AS read_only,
       (SELECT s.source FROM pg_settings s WHERE s.name = 'default_transaction_read_only') AS read_only_source,
       current_user::text AS account,
       current_database()::text AS database,
       current_setting('server_encoding') AS encoding,
       has_database_privilege(current_database(), 'CREATE') AS may_create,
       has_database_privilege(current_database(), 'TEMP') AS may_stage,
       current_setting('max_locks_per_transaction')::bigint
         * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint) AS locks,
       n.oid IS NOT NULL AS progress_exists,
       coalesce(has_schema_privilege(n.oid, 'USAGE'), true) AS may_use_progress,
       coalesce(has_schema_privilege(n.oid, 'CREATE'), true) AS may_create_progress,
       EXISTS (SELECT FROM pg_class v WHERE v.relnamespace = n.oid AND v.relname = 'status') AS progress_complete,
       ARRAY(SELECT format('%I.%I', n.nspname, t.relname) FROM pg_class t
              WHERE t.relnamespace = n.oid AND t.relkind = 'r'
                AND NOT (has_table_privilege(t.oid, 'SELECT') AND has_table_privilege(t.oid, 'INSERT')
                         AND has_table_privilege(t.oid, 'UPDATE') AND has_table_privilege(t.oid, 'DELETE'))
              ORDER BY 1) AS unwritable_progress
  FROM (SELECT) one LEFT JOIN pg_namespace n ON n.nspname = ?
