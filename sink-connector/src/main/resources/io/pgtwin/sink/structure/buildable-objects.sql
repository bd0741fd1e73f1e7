-- $1 sink: what is to be made and no longer waits for rows, in the order of creation.
-- What rows need is there as a rule, and comes first if it could not be made before. All rows of a table are there if the source has said how many there are, and so many were copied.
WITH copies AS (
    SELECT t.source_schema, t.source_table,
           t.rows_total IS NOT NULL AND coalesce(sum(p.rows_copied), 0) >= t.rows_total AS copied
    FROM :"schema".tables t
    LEFT JOIN :"schema".progress p USING (sink, source_schema, source_table)
    WHERE t.sink = ?
    GROUP BY t.source_schema, t.source_table, t.rows_total
), pending AS (
    SELECT * FROM :"schema".structure WHERE sink = ? AND state = 'pending'
)
SELECT s.topic, s.kind, s.name, s.source_schema, s.source_table, s.phase, s.definition, s.made_at IS NOT NULL AS made
FROM pending s
WHERE s.phase = 'before rows'
   OR NOT EXISTS (SELECT FROM pending o WHERE o.phase = 'before rows')
      AND (s.phase = 'at once'
   OR s.phase = 'after rows' AND s.source_table IS NOT NULL
      AND EXISTS (SELECT FROM copies c WHERE (c.source_schema, c.source_table) = (s.source_schema, s.source_table)
                                         AND c.copied)
   OR (s.phase = 'after all rows' AND NOT EXISTS (SELECT FROM pending o WHERE o.phase = 'after rows')
       OR s.phase = 'after rows' AND s.source_table IS NULL)
      AND (SELECT bool_and(copied) FROM copies))
ORDER BY s.topic, s.ordinal
