-- What the account may do with tables. $1 their schemas and $2 their names; to_regclass would demand USAGE on the schema.
SELECT n.nspname AS schema,
       c.relname AS name,
       has_schema_privilege(n.oid, 'USAGE') AS may_use,
       has_table_privilege(c.oid, 'SELECT') AS may_select,
       pg_has_role(c.relowner, 'USAGE') AS owned,
       pg_get_userbyid(c.relowner)::text AS owner,
       row_security_active(c.oid) AS rows_hidden,
       pg_total_relation_size(c.oid) AS bytes,
       ARRAY(SELECT DISTINCT e.extname::text
               FROM pg_attribute a
               JOIN pg_type t ON t.oid = a.atttypid
               LEFT JOIN pg_type element ON element.typarray = t.oid OR t.typtype = 'd' AND element.oid = t.typbasetype
               JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.deptype = 'e'
                               AND d.objid = coalesce(element.oid, t.oid)
               JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              ORDER BY 1) AS extensions
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN unnest(?::text[], ?::text[]) AS wanted (schema, name) ON wanted.schema = n.nspname AND wanted.name = c.relname
 ORDER BY 1, 2
