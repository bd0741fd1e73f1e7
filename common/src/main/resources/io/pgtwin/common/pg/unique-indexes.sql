-- $1 the table's oid: the columns of every unique index that ON CONFLICT can use, and the operators by which the index
-- tells whether values are equal: those of extensions are not in an empty search path. Polymorphic operators do not take
-- domains over enums, ranges and composites, so those are cast to what they are made of.
-- to_jsonb because indnkeyatts (columns without those of INCLUDE) exists only from PostgreSQL 11 on
SELECT array_agg(a.attname::text ORDER BY k.position) AS columns,
       array_agg(format('OPERATOR(%I.%s)', n.nspname, o.oprname) ORDER BY k.position) AS operators,
       array_agg(coalesce('::' || base.type, '') ORDER BY k.position) AS casts,
       i.indisprimary AS primary,
       i.indisreplident AS replica_identity
FROM pg_catalog.pg_index i
CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indclass::oid[]) WITH ORDINALITY AS k (attnum, opclass, position)
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
JOIN pg_catalog.pg_opclass c ON c.oid = k.opclass
JOIN pg_catalog.pg_am am ON am.oid = c.opcmethod AND am.amname = 'btree'
JOIN pg_catalog.pg_amop equal ON equal.amopfamily = c.opcfamily AND equal.amopstrategy = 3
     AND equal.amoplefttype = c.opcintype AND equal.amoprighttype = c.opcintype
JOIN pg_catalog.pg_operator o ON o.oid = equal.amopopr
JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
LEFT JOIN LATERAL (
    WITH RECURSIVE step AS (
        SELECT t.oid, t.typtype, t.typbasetype FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid AND t.typtype = 'd'
        UNION ALL
        SELECT t.oid, t.typtype, t.typbasetype FROM step JOIN pg_catalog.pg_type t ON t.oid = step.typbasetype)
    SELECT pg_catalog.format_type(step.oid, NULL) AS type FROM step WHERE step.typtype IN ('e', 'r', 'm', 'c')
) base ON true
WHERE i.indrelid = ?::bigint::oid AND i.indisunique AND i.indisvalid AND i.indimmediate
  AND i.indpred IS NULL AND i.indexprs IS NULL
  AND k.position <= coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts)
GROUP BY i.indexrelid, i.indisprimary, i.indisreplident
