-- $1 and $2 sink: what could not be made before is tried again. What tables stand upon is made by whoever makes the tables,
-- as long as one is missing.
UPDATE :"schema".structure s SET state = 'pending', updated_at = clock_timestamp()
WHERE s.sink = ? AND s.state IN ('failed', 'left_out')
  AND NOT (s.phase = 'before rows'
           AND EXISTS (SELECT FROM :"schema".structure t
                       WHERE t.sink = ? AND t.topic = s.topic AND t.kind = 'table' AND t.state <> 'created'
                         AND t.state <> 'existed'))
