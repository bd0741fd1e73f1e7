-- $1 sink: what could not be made before is tried again
UPDATE :"schema".structure SET state = 'pending', updated_at = clock_timestamp()
WHERE sink = ? AND state IN ('failed', 'left_out') AND phase <> 'before rows'
