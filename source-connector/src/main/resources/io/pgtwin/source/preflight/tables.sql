-- What the account may do with tables. $1 their schemas and $2 their names; to_regclass would demand USAGE on the schema.
WITH of_extensions AS (
    SELECT d.objid AS type, e.extname::text AS extension
      FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
     WHERE d.classid = 'pg_type'::regclass AND d.deptype = 'e'
)
SELECT n.nspname AS schema,
       c.relname AS name,
       has_schema_privilege(n.oid, 'USAGE') AS may_use,
       has_table_privilege(c.oid, 'SELECT') AS may_select,
       pg_has_role(c.relowner, 'USAGE') AS owned,
       pg_get_userbyid(c.relowner)::text AS owner,
       row_security_active(c.oid) AS rows_hidden,
       pg_total_relation_size(c.oid) AS bytes,
       ARRAY(SELECT DISTINCT x.extension
               FROM (SELECT DISTINCT a.atttypid FROM pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) used
               JOIN pg_type t ON t.oid = used.atttypid
               LEFT JOIN pg_type base ON base.oid = t.typbasetype
               JOIN of_extensions x ON x.type IN (t.oid, t.typelem, base.oid, base.typelem)
              ORDER BY 1) AS extensions
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN unnest(?::text[], ?::text[]) AS wanted (schema, name) ON wanted.schema = n.nspname AND wanted.name = c.relname
 ORDER BY 1, 2
