-- Columns of types whose input function refuses every value (what indexes and system catalogs hold), also where an array
-- or a domain is around such a type. The functions are known by their names in C, because an extension may be anywhere.
SELECT n.nspname,
       c.relname,
       a.attname,
       pg_catalog.format_type(a.atttypid, a.atttypmod)
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_type e ON e.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.typelem END
                                AND (t.typtype = 'd' OR e.typarray = t.oid)
  JOIN pg_catalog.pg_proc input ON input.oid = coalesce(e.typinput, t.typinput)
 WHERE a.attrelid = ANY (?)
   AND a.attnum > 0
   AND NOT a.attisdropped
   AND input.prosrc IN ('pg_node_tree_in', 'pg_ndistinct_in', 'pg_dependencies_in', 'pg_mcv_list_in',
                        'brin_bloom_summary_in', 'brin_minmax_multi_summary_in', 'gtsvectorin', 'ghstore_in',
                        '_intbig_in', 'ltree_gist_in', 'gtrgm_in', 'gbtreekey_in')
 ORDER BY c.oid, a.attnum
