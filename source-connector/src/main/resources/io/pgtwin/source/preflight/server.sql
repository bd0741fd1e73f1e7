-- One row: what the server and the account are, and how much is left of what a sync takes up.
-- Settings that came later than PostgreSQL 10 are asked for with missing_ok. Until PostgreSQL 11, WAL senders count as
-- connections. rds_replication is what a managed service grants instead of the attribute. The sessions of prechecks do not
-- count: they end before a sync begins.
WITH others AS (
    SELECT pid, datid, usesysid FROM pg_stat_activity
     WHERE application_name IS DISTINCT FROM current_setting('application_name')
        OR usename IS DISTINCT FROM current_user)
SELECT current_setting('server_version_num')::int AS version,
       current_setting('wal_level') AS wal_level,
       pg_is_in_recovery() AS standby,
       current_setting('hot_standby_feedback')::bool AS feedback,
       current_user::text AS account,
       current_database()::text AS database,
       r.rolsuper OR r.rolreplication
         OR EXISTS (SELECT FROM pg_roles m WHERE m.rolname = 'rds_replication' AND pg_has_role(m.oid, 'member'))
         AS may_replicate,
       has_database_privilege(current_database(), 'CREATE') AS may_create,
       current_setting('max_replication_slots')::int AS max_slots,
       (SELECT count(*) FROM pg_replication_slots)::int AS used_slots,
       current_setting('max_wal_senders')::int AS max_senders,
       (SELECT count(*) FROM pg_stat_get_wal_senders())::int AS used_senders,
       current_setting('max_connections')::int AS max_connections,
       CASE WHEN r.rolsuper THEN 0
            ELSE current_setting('superuser_reserved_connections')::int
                 + coalesce(current_setting('reserved_connections', true), '0')::int END AS reserved_connections,
       (SELECT count(*) FROM others a
         WHERE a.datid IS NOT NULL
           AND (current_setting('server_version_num')::int < 120000
                OR a.pid NOT IN (SELECT w.pid FROM pg_stat_get_wal_senders() w)))::int AS used_connections,
       r.rolconnlimit AS account_limit,
       (SELECT count(*) FROM others a WHERE a.usesysid = r.oid)::int AS account_connections,
       d.datconnlimit AS database_limit,
       (SELECT count(*) FROM others a WHERE a.datid = d.oid)::int AS database_connections,
       r.rolsuper AS superuser,
       (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_sender_timeout') AS sender_timeout_ms,
       -- in MB; NULL before PostgreSQL 13, -1 without a limit
       (SELECT setting::bigint FROM pg_settings WHERE name = 'max_slot_wal_keep_size') AS max_slot_wal_mb,
       current_setting('max_locks_per_transaction')::bigint
         * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint) AS locks
  FROM pg_roles r, pg_database d
 WHERE r.rolname = current_user AND d.datname = current_database()
