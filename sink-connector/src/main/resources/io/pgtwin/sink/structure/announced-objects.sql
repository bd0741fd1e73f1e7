-- $1 sink, $2 topic: what the source has told of, in the order of creation
SELECT topic, kind, name, source_schema, source_table, phase, definition, made_at IS NOT NULL AS made
FROM :"schema".structure
WHERE sink = ? AND topic = ? AND state = 'announced'
ORDER BY ordinal
