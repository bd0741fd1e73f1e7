-- Check constraints as text, keys with the columns of their index. Inherited ones come with their parent's.
SELECT c.oid::bigint AS oid,
       c.conrelid::bigint AS relation,
       c.conname AS name,
       c.contype::text AS type,
       pg_catalog.pg_get_constraintdef(c.oid) AS definition,
       c.conindid::bigint AS index,
       c.condeferrable AS deferrable,
       c.condeferred AS deferred,
       c.conislocal AS local,
       COALESCE(c.conperiod, false) AS period, -->=18
       false AS period, --<18
       pg_catalog.obj_description(c.oid, 'pg_constraint') AS comment
  FROM pg_catalog.pg_constraint c
 WHERE c.conrelid = ANY (?)
   AND c.contype IN ('p', 'u', 'x', 'c')
 ORDER BY c.conrelid, c.contype, c.conname
