-- $1 sink, $2 topic, $3 offset, $4 kind, $5 name, $6 and $7 table whose rows decide, $8 phase, $9 definition
INSERT INTO :"schema".structure
    (sink, topic, ordinal, kind, name, source_schema, source_table, phase, definition, state, updated_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'announced', clock_timestamp())
ON CONFLICT (sink, topic, kind, name) DO UPDATE
SET ordinal = EXCLUDED.ordinal, source_schema = EXCLUDED.source_schema, source_table = EXCLUDED.source_table,
    phase = EXCLUDED.phase, definition = EXCLUDED.definition, state = 'announced', detail = NULL,
    updated_at = EXCLUDED.updated_at
