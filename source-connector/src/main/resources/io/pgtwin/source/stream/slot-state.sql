-- $1 the slot's name: one row if it exists. to_jsonb because wal_status exists only from PostgreSQL 13 on and
-- invalidation_reason only from 17 on.
SELECT s.plugin, s.database, s.confirmed_flush_lsn,
       CASE WHEN to_jsonb(s) ->> 'wal_status' = 'lost'
              OR s.restart_lsn IS NULL AND current_setting('server_version_num')::int < 130000
            THEN coalesce(to_jsonb(s) ->> 'invalidation_reason', 'WAL removed') END AS loss,
       coalesce(pg_current_wal_lsn() - s.restart_lsn, 0)::bigint AS retained_bytes,
       pg_current_wal_lsn() AS wal_end
  FROM pg_replication_slots s
 WHERE s.slot_name = ?
