-- $1 sink, $2 topic, $3 offset, $4 kind, $5 name, $6 why
INSERT INTO :"schema".structure (sink, topic, ordinal, kind, name, state, detail, updated_at)
VALUES (?, ?, ?, ?, ?, 'not_carried', ?, clock_timestamp())
ON CONFLICT (sink, topic, kind, name) DO UPDATE
SET ordinal = EXCLUDED.ordinal, state = EXCLUDED.state, detail = EXCLUDED.detail, updated_at = EXCLUDED.updated_at
