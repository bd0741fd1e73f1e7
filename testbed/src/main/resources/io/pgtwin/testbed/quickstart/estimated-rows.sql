-- what the planner believes about the number of rows of each table; nothing when it was never told
SELECT n.nspname || '.' || c.relname, greatest(c.reltuples, 0)::bigint
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r'
