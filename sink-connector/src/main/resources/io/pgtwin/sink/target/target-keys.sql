-- $1 the table's oid: the columns of every unique index that ON CONFLICT can use.
-- to_jsonb because indnkeyatts (columns without those of INCLUDE) exists only from PostgreSQL 11 on
SELECT array_agg(a.attname::text) AS columns
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_attribute a
  ON a.attrelid = i.indrelid
 AND a.attnum = ANY ((i.indkey::int2[])[0:coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts) - 1])
WHERE i.indrelid = ?::bigint::oid AND i.indisunique AND i.indisvalid AND i.indimmediate
  AND i.indpred IS NULL AND i.indexprs IS NULL
GROUP BY i.indexrelid
