-- The table whose column owns the sequence, quoted as pgtwin quotes; empty if none does.
SELECT CASE WHEN c.relkind <> 'S' THEN 'no sequence'
            ELSE COALESCE('"' || replace(tn.nspname, '"', '""') || '"."'
                              || replace(t.relname, '"', '""') || '"', '') END
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                  AND d.objsubid = 0 AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                  AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
  LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
 WHERE n.nspname = ? AND c.relname = ?
