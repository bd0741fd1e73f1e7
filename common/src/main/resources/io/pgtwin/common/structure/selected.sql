-- The wanted tables, the partitions below those that are partitioned, and everything that any of them inherits from.
WITH RECURSIVE wanted AS (
    SELECT c.oid
      FROM unnest(?::text[], ?::text[]) AS w (schema, name)
      JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
     WHERE c.relkind IN ('r', 'p')
), below AS (
    SELECT oid FROM wanted
     UNION
    SELECT i.inhrelid
      FROM below
      JOIN pg_catalog.pg_class p ON p.oid = below.oid AND p.relkind = 'p'
      JOIN pg_catalog.pg_inherits i ON i.inhparent = below.oid
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p')
), family AS (
    SELECT oid FROM below
     UNION
    SELECT i.inhparent
      FROM family
      JOIN pg_catalog.pg_inherits i ON i.inhrelid = family.oid
)
SELECT oid::bigint AS relation FROM family
