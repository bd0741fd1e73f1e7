-- $1 the table, $2 what it would be by the source's definition: how the first differs from the second, in words.
-- to_jsonb because attgenerated exists only from PostgreSQL 12 on
WITH given AS (
    SELECT pg_catalog.to_regclass(?) AS found, pg_catalog.to_regclass(?) AS wanted
), columns AS (
    SELECT a.attrelid, a.attname, a.attnum, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attcollation,
           CASE WHEN a.attnotnull THEN 'NOT NULL' ELSE 'nullable' END AS nullable,
           CASE WHEN a.attidentity <> '' THEN 'identity'
                WHEN to_jsonb(a) ->> 'attgenerated' <> '' THEN 'generated as ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                WHEN d.adbin IS NULL THEN 'no default'
                ELSE 'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS value
    FROM given
    JOIN pg_catalog.pg_attribute a ON a.attrelid IN (given.found, given.wanted) AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
), keys AS (
    SELECT c.conrelid, pg_catalog.pg_get_constraintdef(c.oid) AS definition
    FROM given JOIN pg_catalog.pg_constraint c ON c.conrelid IN (given.found, given.wanted) AND c.contype = 'p'
), paired AS (
    SELECT w.attnum, w.attname, w.type, w.nullable, w.value, w.attcollation, f.attname IS NOT NULL AS there,
           f.type AS found_type, f.nullable AS found_nullable, f.value AS found_value,
           f.attcollation AS found_collation
    FROM given
    JOIN columns w ON w.attrelid = given.wanted
    LEFT JOIN columns f ON f.attrelid = given.found AND f.attname = w.attname
)
SELECT 'column "' || attname || '" is missing' FROM paired WHERE NOT there
UNION ALL
SELECT 'column "' || attname || '" is ' || found_type || ' instead of ' || type FROM paired WHERE there AND found_type <> type
UNION ALL
SELECT 'column "' || attname || '" has another collation' FROM paired
WHERE there AND found_type = type AND found_collation <> attcollation
UNION ALL
SELECT 'column "' || attname || '" is ' || found_nullable || ' instead of ' || nullable FROM paired
WHERE there AND found_nullable <> nullable
UNION ALL
SELECT 'column "' || attname || '" has ' || found_value || ' instead of ' || value FROM paired
WHERE there AND found_value <> value
UNION ALL
SELECT 'column "' || f.attname || '" is not at the source' FROM given JOIN columns f ON f.attrelid = given.found
WHERE NOT EXISTS (SELECT FROM columns w WHERE w.attrelid = given.wanted AND w.attname = f.attname)
UNION ALL
SELECT coalesce(f.definition, 'no primary key') || ' instead of ' || w.definition
FROM given JOIN keys w ON w.conrelid = given.wanted LEFT JOIN keys f ON f.conrelid = given.found
WHERE f.definition IS DISTINCT FROM w.definition
