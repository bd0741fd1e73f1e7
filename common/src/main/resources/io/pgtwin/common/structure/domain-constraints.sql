-- Constraints of domains; from 17 on also their NOT NULL, which has a name.
SELECT c.contypid::bigint AS type_oid,
       c.oid::bigint AS oid,
       c.conname AS name,
       c.contype = 'n' AS not_null,
       pg_catalog.pg_get_constraintdef(c.oid) AS definition,
       pg_catalog.obj_description(c.oid, 'pg_constraint') AS comment
  FROM pg_catalog.pg_constraint c
 WHERE c.contypid = ANY (?)
   AND c.contype IN ('c', 'n')
 ORDER BY c.contypid, c.conname
