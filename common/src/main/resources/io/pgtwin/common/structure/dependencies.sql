-- What the given objects depend on, one step, without the system's own objects: whatever has an oid from 16384 on. The last
-- two parameters are tables and columns of them that are left out, with what these depend on.
-- Two steps are not in pg_depend in this direction: from a domain to its constraints, and from a composite type to its
-- columns.
WITH given AS (
    SELECT class, oid FROM unnest(?::oid[], ?::oid[]) AS g (class, oid)
)
SELECT g.class::bigint AS class, g.oid::bigint AS oid,
       d.refclassid::bigint AS needed_class, d.refobjid::bigint AS needed_oid
  FROM given g
  -- by its index for each object, whatever is known of the catalog: of new tables the server knows nothing, and would compare
  -- each with each
 CROSS JOIN LATERAL (SELECT * FROM pg_catalog.pg_depend d WHERE d.classid = g.class AND d.objid = g.oid OFFSET 0) d
 WHERE d.deptype IN ('n', 'a', 'i', 'e')
   AND d.refobjid >= 16384
   AND d.refclassid <> 'pg_catalog.pg_namespace'::pg_catalog.regclass
   AND NOT EXISTS (SELECT FROM unnest(?::oid[], ?::oid[]) AS l (relation, attnum)
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = l.relation
                      AND d.objsubid::bigint = l.attnum::bigint)
 UNION
SELECT g.class::bigint, g.oid::bigint, 'pg_catalog.pg_constraint'::pg_catalog.regclass::oid::bigint, c.oid::bigint
  FROM given g
  JOIN pg_catalog.pg_constraint c ON c.contypid = g.oid
 WHERE g.class = 'pg_catalog.pg_type'::pg_catalog.regclass
 UNION
SELECT g.class::bigint, g.oid::bigint, 'pg_catalog.pg_class'::pg_catalog.regclass::oid::bigint, t.typrelid::bigint
  FROM given g
  JOIN pg_catalog.pg_type t ON t.oid = g.oid AND t.typrelid <> 0
 WHERE g.class = 'pg_catalog.pg_type'::pg_catalog.regclass
 ORDER BY 1, 2, 3, 4
