-- $1 sink, $2 topic, $3 sink, $4 topic, $5 offset of the record that ends the structure, $6 how many objects it has:
-- removes what an earlier start told of and the last one did not
DELETE FROM :"schema".structure
WHERE sink = ? AND topic = ?
  AND (state = 'not_carried'
       OR ordinal NOT IN (SELECT ordinal FROM :"schema".structure
                          WHERE sink = ? AND topic = ? AND state <> 'not_carried' AND ordinal < ?
                          ORDER BY ordinal DESC LIMIT ?))
