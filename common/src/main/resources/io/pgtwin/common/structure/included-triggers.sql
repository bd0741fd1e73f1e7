-- Triggers of tables, without those that a partition has got from its table.
SELECT g.oid::bigint AS oid,
       g.tgrelid::bigint AS relation,
       g.tgname AS name,
       pg_catalog.pg_get_triggerdef(g.oid) AS definition,
       g.tgenabled::text AS enabled,
       pg_catalog.obj_description(g.oid, 'pg_trigger') AS comment
  FROM pg_catalog.pg_trigger g
 WHERE g.oid = ANY (?)
 ORDER BY g.tgrelid, g.tgname
