-- Functions and procedures with their whole definition. The types are those that tell functions of one name apart.
SELECT p.oid::bigint AS oid,
       n.nspname AS schema,
       p.proname AS name,
       pg_catalog.pg_get_functiondef(p.oid) AS definition,
       p.prokind = 'p' AS procedure, -->=11
       false AS procedure, --<11
       pg_catalog.array_to_string(ARRAY(SELECT pg_catalog.format_type(t.type, NULL)
               FROM unnest(p.proargtypes) WITH ORDINALITY AS t (type, position) ORDER BY t.position), ', ') AS types,
       p.prosqlbody IS NOT NULL AS parsed, -->=14
       false AS parsed, --<14
       pg_catalog.obj_description(p.oid, 'pg_proc') AS comment
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE p.oid = ANY (?)
   AND p.prokind <> 'a' -->=11
   AND NOT p.proisagg --<11
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
 ORDER BY n.nspname, p.proname, p.oid
