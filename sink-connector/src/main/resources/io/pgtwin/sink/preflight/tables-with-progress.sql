-- The source tables that a sink has begun to apply. $1 the sink; $schema$ is replaced by pgtwin's own schema.
SELECT DISTINCT source_schema, source_table FROM $schema$.progress WHERE sink = ? AND source_table IS NOT NULL
