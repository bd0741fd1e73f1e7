-- $1 the slot's name: one row if it exists. to_jsonb because wal_status exists only from PostgreSQL 13 on and
-- invalidation_reason only from 17 on. A standby writes no WAL but replays it.
SELECT s.plugin, s.database, s.confirmed_flush_lsn,
       CASE WHEN to_jsonb(s) ->> 'wal_status' = 'lost'
              OR s.restart_lsn IS NULL AND current_setting('server_version_num')::int < 130000
            THEN coalesce(to_jsonb(s) ->> 'invalidation_reason', 'WAL removed') END AS loss,
       coalesce(w.wal_end - s.restart_lsn, 0)::bigint AS retained_bytes,
       w.wal_end
  FROM pg_replication_slots s,
       (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS wal_end) w
 WHERE s.slot_name = ?
