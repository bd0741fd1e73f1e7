-- $1 sink: changes applied so far, up to where in the source's history, and how long after their commit the newest were
SELECT coalesce(sum(changes_applied), 0)::bigint AS changes,
       max(commit_lsn)                           AS applied,
       (SELECT ceil(1000 * extract(epoch FROM max(applied_at - commit_time)))::bigint
        FROM pgtwin.progress
        WHERE sink = ? AND changes_applied > 0 AND applied_at > now() - interval '2 seconds') AS lag_ms
FROM pgtwin.progress
WHERE sink = ?
