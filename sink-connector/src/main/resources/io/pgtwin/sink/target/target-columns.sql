-- $1 the table's oid; to_jsonb because attgenerated exists only from PostgreSQL 12 on
SELECT a.attname AS name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       a.attnotnull AS not_null,
       a.atthasdef OR a.attidentity <> '' AS has_default,
       coalesce(to_jsonb(a) ->> 'attgenerated', '') <> '' AS generated,
       a.attidentity = 'a' AS identity_always
FROM pg_catalog.pg_attribute a
WHERE a.attrelid = ?::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
