-- Enums, domains, composite types and ranges; each with what its kind has.
SELECT t.oid::bigint AS oid,
       n.nspname AS schema,
       t.typname AS name,
       t.typtype::text AS type,
       pg_catalog.obj_description(t.oid, 'pg_type') AS comment,
       ARRAY(SELECT e.enumlabel::text
               FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
       pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base,
       CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
            THEN pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(c.collname) END AS collation,
       pg_catalog.pg_get_expr(t.typdefaultbin, 'pg_catalog.pg_type'::pg_catalog.regclass) AS default_value,
       t.typnotnull AS not_null,
       pg_catalog.format_type(r.rngsubtype, NULL) AS subtype,
       CASE WHEN oc.opcdefault THEN NULL
            ELSE pg_catalog.quote_ident(ocn.nspname) || '.' || pg_catalog.quote_ident(oc.opcname) END AS opclass,
       CASE WHEN r.rngcollation <> 0 AND r.rngcollation <> st.typcollation
            THEN pg_catalog.quote_ident(rcn.nspname) || '.' || pg_catalog.quote_ident(rc.collname)
            END AS range_collation,
       NULLIF(r.rngcanonical, 0)::pg_catalog.regproc::text AS canonical,
       NULLIF(r.rngsubdiff, 0)::pg_catalog.regproc::text AS difference,
       mn.nspname AS multirange_schema, -->=14
       m.typname AS multirange -->=14
       NULL::text AS multirange_schema, --<14
       NULL::text AS multirange --<14
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class k ON k.oid = t.typrelid
  LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
  LEFT JOIN pg_catalog.pg_collation c ON c.oid = t.typcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.collnamespace
  LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_catalog.pg_type st ON st.oid = r.rngsubtype
  LEFT JOIN pg_catalog.pg_opclass oc ON oc.oid = r.rngsubopc
  LEFT JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_catalog.pg_collation rc ON rc.oid = r.rngcollation
  LEFT JOIN pg_catalog.pg_namespace rcn ON rcn.oid = rc.collnamespace
  LEFT JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid -->=14
  LEFT JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace -->=14
 WHERE t.oid = ANY (?)
   AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND k.relkind = 'c')
