-- Transactions that have written something and have been open for some time: creating a slot waits for each of them, in
-- whatever database. $1 seconds. Who holds a transaction number is visible to every account, since when is not.
SELECT l.pid,
       extract(epoch FROM now() - a.xact_start)::bigint AS seconds,
       NULL::text AS gid,
       coalesce(a.datname, '')::text AS database
  FROM pg_locks l
  JOIN pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
   AND a.xact_start < now() - make_interval(secs => ?)
UNION ALL
SELECT 0, extract(epoch FROM now() - p.prepared)::bigint, p.gid, p.database::text
  FROM pg_prepared_xacts p
 ORDER BY 2 DESC
