-- Extended statistics of the tables. A definition leaves the kinds out if they are all that its version knows; hence
-- the kinds by themselves.
SELECT s.oid::bigint AS oid,
       s.stxrelid::bigint AS relation,
       n.nspname AS schema,
       s.stxname AS name,
       pg_catalog.pg_get_statisticsobjdef(s.oid) AS definition,
       pg_catalog.array_to_string(ARRAY(
           SELECT CASE kind WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies' ELSE 'mcv' END
             FROM pg_catalog.unnest(s.stxkind) AS kind WHERE kind IN ('d', 'f', 'm')), ', ') AS kinds,
       s.stxstattarget::int AS target, -->=17
       NULLIF(s.stxstattarget, -1) AS target, -->=13 --<17
       NULL::int AS target, --<13
       pg_catalog.obj_description(s.oid, 'pg_statistic_ext') AS comment
  FROM pg_catalog.pg_statistic_ext s
  JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
 WHERE s.stxrelid = ANY (?)
 ORDER BY s.stxrelid, s.stxname
