-- $1 and $2 state, $3 target name, $4 detail, $5 whether it was made now, $6 sink, $7 topic, $8 kind, $9 name.
-- What pgtwin has made itself before does not become what somebody else has made.
UPDATE :"schema".structure
SET state = CASE WHEN ? = 'existed' AND made_at IS NOT NULL THEN 'created' ELSE ? END,
    target_name = coalesce(?, target_name), detail = nullif(?, ''),
    made_at = CASE WHEN ? THEN clock_timestamp() ELSE made_at END,
    updated_at = clock_timestamp()
WHERE sink = ? AND topic = ? AND kind = ? AND name = ?
