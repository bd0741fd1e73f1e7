-- The tables that a sync can take: ordinary tables and leaf partitions, permanent, of users, not of extensions.
SELECT n.nspname,
       c.relname,
       c.oid::bigint,
       c.relreplident::text,
       CASE WHEN c.relpages > 0 AND c.reltuples > 0
            THEN round(c.reltuples / c.relpages * (pg_catalog.pg_relation_size(c.oid)
                       / pg_catalog.current_setting('block_size')::int))
            ELSE 0 END::bigint AS estimated_rows,
       pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::bigint AS blocks
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r'
   AND c.relpersistence = 'p'
   AND n.nspname <> 'information_schema'
   AND n.nspname !~ '^pg_'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
 ORDER BY n.nspname, c.relname
