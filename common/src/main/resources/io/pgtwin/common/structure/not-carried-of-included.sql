-- What hangs on views (the first four parameters) and functions (the last) that are carried, and is not carried itself. The last
-- two are about grants.
SELECT 'index' AS kind, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(v.relname) || '.'
       || pg_catalog.quote_ident(c.relname) AS name, 'it is not valid at the source' AS reason
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class v ON v.oid = i.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
 WHERE i.indrelid = ANY (?)
   AND NOT i.indisvalid
 UNION ALL
SELECT 'trigger', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(v.relname) || '.'
       || pg_catalog.quote_ident(g.tgname), 'not carried'
  FROM pg_catalog.pg_trigger g
  JOIN pg_catalog.pg_class v ON v.oid = g.tgrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
 WHERE g.tgrelid = ANY (?)
   AND NOT g.tgisinternal
 UNION ALL
SELECT 'rule', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(v.relname) || '.'
       || pg_catalog.quote_ident(r.rulename), 'not carried'
  FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
  JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
 WHERE r.ev_class = ANY (?)
   AND r.rulename <> '_RETURN'
 UNION ALL
SELECT 'grants', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(v.relname), 'not carried'
  FROM pg_catalog.pg_class v
  JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
 WHERE v.oid = ANY (?)
   AND (v.relacl IS NOT NULL
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid = v.oid AND a.attacl IS NOT NULL))
 UNION ALL
SELECT 'grants', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
       || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', 'not carried'
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
 WHERE p.oid = ANY (?)
   AND p.proacl IS NOT NULL
 ORDER BY 1, 2
