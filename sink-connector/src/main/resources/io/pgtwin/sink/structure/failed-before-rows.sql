-- $1 sink: what rows need and could not be made, in the order of creation
SELECT topic, kind, name, source_schema, source_table, phase, definition, made_at IS NOT NULL AS made
FROM :"schema".structure
WHERE sink = ? AND state = 'failed' AND phase = 'before rows'
ORDER BY topic, ordinal
