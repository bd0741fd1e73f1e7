-- $1 whether rows follow, $2 sink, $3 topic: what is left after the first phase may be made when its time comes
UPDATE :"schema".structure
SET state = 'pending', phase = CASE WHEN ? THEN phase ELSE 'at once' END, updated_at = clock_timestamp()
WHERE sink = ? AND topic = ? AND state = 'announced'
