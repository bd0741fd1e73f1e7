-- $1 the table's oid; to_jsonb because attgenerated exists only from PostgreSQL 12 on
SELECT a.attname AS name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       pg_catalog.format_type(base.oid, base.modifier) AS base_type,
       -- how its index compares it: with an empty search path nobody else finds the operator of an extension's type
       coalesce(equality.operator, '=') AS equality,
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
LEFT JOIN LATERAL (
    SELECT pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) AS operator
    FROM pg_catalog.pg_opclass c
    JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod AND m.amname = 'btree'
    JOIN pg_catalog.pg_amop p ON p.amopfamily = c.opcfamily AND p.amopstrategy = 3
                             AND p.amoplefttype = c.opcintype AND p.amoprighttype = c.opcintype
    JOIN pg_catalog.pg_operator o ON o.oid = p.amopopr
    JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
    WHERE c.opcdefault AND c.opcintype = base.oid AND n.nspname <> 'pg_catalog'
) equality ON true
WHERE a.attrelid = ?::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
