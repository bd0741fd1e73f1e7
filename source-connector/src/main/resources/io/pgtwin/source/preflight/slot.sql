-- $1 the slot's name: one row if it exists. to_jsonb because wal_status exists only from PostgreSQL 13 on; before, a slot
-- that has lost its WAL has no restart_lsn. The account sees the application of its own sessions only.
SELECT s.plugin,
       s.database,
       s.active,
       s.active_pid,
       (SELECT a.application_name FROM pg_stat_activity a WHERE a.pid = s.active_pid) AS application,
       CASE WHEN current_setting('server_version_num')::int >= 130000 THEN coalesce(to_jsonb(s) ->> 'wal_status', '') = 'lost'
            ELSE s.restart_lsn IS NULL AND NOT s.active END AS lost
  FROM pg_replication_slots s
 WHERE s.slot_name = ?
