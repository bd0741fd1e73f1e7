-- What is part of the tables and may depend on something: defaults, constraints, indexes, statistics, owned sequences.
SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass::oid::bigint AS class, d.oid::bigint AS oid,
       d.adrelid::bigint AS relation, true AS is_default
  FROM pg_catalog.pg_attrdef d WHERE d.adrelid = ANY (?)
 UNION ALL
SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass::oid::bigint, c.oid::bigint, c.conrelid::bigint, false
  FROM pg_catalog.pg_constraint c WHERE c.conrelid = ANY (?) AND c.contype IN ('p', 'u', 'x', 'c')
 UNION ALL
SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::oid::bigint, i.indexrelid::bigint, i.indrelid::bigint, false
  FROM pg_catalog.pg_index i WHERE i.indrelid = ANY (?)
 UNION ALL
SELECT 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass::oid::bigint, s.oid::bigint, s.stxrelid::bigint, false
  FROM pg_catalog.pg_statistic_ext s WHERE s.stxrelid = ANY (?)
