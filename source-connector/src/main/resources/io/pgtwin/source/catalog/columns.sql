-- The columns of all tables in their order, without generated ones: those are neither copied nor published.
-- $generated$ is replaced by a condition, because PostgreSQL has generated columns only from 12 on.
SELECT a.attrelid::bigint,
       a.attname,
       pg_catalog.format_type(a.atttypid, a.atttypmod),
       a.atttypid::bigint,
       a.atttypmod,
       a.attnotnull
  FROM pg_catalog.pg_attribute a
 WHERE a.attrelid = ANY (?)
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND $generated$
 ORDER BY a.attrelid, a.attnum
