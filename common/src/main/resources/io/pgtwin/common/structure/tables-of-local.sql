-- The tables of the index or the statistics of a name, quoted as pgtwin quotes; empty for another relation.
SELECT COALESCE('"' || replace(tn.nspname, '"', '""') || '"."' || replace(t.relname, '"', '""') || '"', '')
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  LEFT JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
 WHERE n.nspname = ? AND c.relname = ?
 UNION ALL
SELECT '"' || replace(tn.nspname, '"', '""') || '"."' || replace(t.relname, '"', '""') || '"'
  FROM pg_catalog.pg_statistic_ext s
  JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
  JOIN pg_catalog.pg_class t ON t.oid = s.stxrelid
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
 WHERE n.nspname = ? AND s.stxname = ?
