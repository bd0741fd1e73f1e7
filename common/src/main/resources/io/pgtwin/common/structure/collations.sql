-- Collations of users.
SELECT c.oid::bigint AS oid,
       n.nspname AS schema,
       c.collname AS name,
       CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END AS provider,
       c.collcollate AS lc_collate,
       c.collctype AS lc_ctype,
       c.colllocale AS locale, -->=17
       c.colliculocale AS locale, -->=15 --<17
       CASE WHEN c.collprovider = 'i' THEN c.collcollate END AS locale, --<15
       c.collicurules AS rules, -->=16
       NULL::text AS rules, --<16
       c.collisdeterministic AS deterministic, -->=12
       true AS deterministic, --<12
       pg_catalog.obj_description(c.oid, 'pg_collation') AS comment
  FROM pg_catalog.pg_collation c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
 WHERE c.oid = ANY (?)
