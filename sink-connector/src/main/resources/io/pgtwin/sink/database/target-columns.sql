-- $1 the table's oid; to_jsonb because attgenerated exists only from PostgreSQL 12 on
SELECT a.attname AS name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       pg_catalog.format_type(base.oid, base.modifier) AS base_type,
       a.attnotnull AS not_null,
       a.atthasdef OR a.attidentity <> '' AS has_default,
       coalesce(to_jsonb(a) ->> 'attgenerated', '') <> '' AS generated,
       a.attidentity = 'a' AS identity_always
FROM pg_catalog.pg_attribute a
CROSS JOIN LATERAL (
    WITH RECURSIVE chain AS (
        SELECT t.oid, a.atttypmod AS modifier, t.typtype, t.typbasetype, t.typtypmod
        FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid
        UNION ALL
        SELECT t.oid, c.typtypmod, t.typtype, t.typbasetype, t.typtypmod
        FROM chain c JOIN pg_catalog.pg_type t ON t.oid = c.typbasetype WHERE c.typtype = 'd'
    )
    SELECT oid, modifier FROM chain WHERE typtype <> 'd'
) base
WHERE a.attrelid = ?::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
