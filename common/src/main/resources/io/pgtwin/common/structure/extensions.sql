-- The extensions, and with each all names of its objects that may occur in SQL text.
SELECT e.oid::bigint AS oid,
       e.extname AS name,
       n.nspname AS schema,
       ARRAY(SELECT m.schema || '.' || m.name FROM (
           SELECT pg_catalog.quote_ident(tn.nspname) AS schema, pg_catalog.quote_ident(t.typname) AS name
             FROM pg_catalog.pg_depend d
             JOIN pg_catalog.pg_type t ON t.oid = d.objid
             JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
            WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid
              AND d.deptype = 'e' AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
            UNION
           SELECT pg_catalog.quote_ident(pn.nspname), pg_catalog.quote_ident(p.proname)
             FROM pg_catalog.pg_depend d
             JOIN pg_catalog.pg_proc p ON p.oid = d.objid
             JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
            WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid
              AND d.deptype = 'e' AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            UNION
           SELECT pg_catalog.quote_ident(os.nspname), o.oprname
             FROM pg_catalog.pg_depend d
             JOIN pg_catalog.pg_operator o ON o.oid = d.objid
             JOIN pg_catalog.pg_namespace os ON os.oid = o.oprnamespace
            WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid
              AND d.deptype = 'e' AND d.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass
            UNION
           SELECT pg_catalog.quote_ident(cn.nspname), pg_catalog.quote_ident(c.opcname)
             FROM pg_catalog.pg_depend d
             JOIN pg_catalog.pg_opclass c ON c.oid = d.objid
             JOIN pg_catalog.pg_namespace cn ON cn.oid = c.opcnamespace
            WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid
              AND d.deptype = 'e' AND d.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass) m) AS members
  FROM pg_catalog.pg_extension e
  JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
 WHERE e.oid = ANY (?)
