-- Every relation that could be meant by a table, with the reason why a sync cannot take it; NULL if it can.
-- $as_one$ is replaced by a condition: whether a partitioned table is taken as one table, instead of its partitions.
WITH relation AS (
    SELECT n.nspname, c.relname, c.oid, c.relkind, c.relpersistence, c.relispartition,
           CASE WHEN n.nspname IN ('pg_catalog', 'information_schema') THEN 'belongs to the server'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_depend d
                              WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                                AND d.deptype = 'e')
                THEN 'belongs to an extension: create the extension in the target instead'
           END AS owned
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND n.nspname <> 'pg_toast'
)
SELECT r.nspname,
       r.relname,
       r.oid::bigint,
       CASE WHEN r.owned IS NOT NULL THEN r.owned
            WHEN r.relkind = 'v' THEN 'is a view: take the tables that it reads, and create the view in the target'
            WHEN r.relkind = 'm'
            THEN 'is a materialized view: take the tables that it reads, and create the view in the target'
            WHEN r.relkind = 'f' THEN 'is a foreign table: sync it from the server that holds its rows'
            WHEN r.relpersistence = 't' THEN 'is temporary, of one session only: make it an ordinary table'
            WHEN r.relpersistence = 'u'
            THEN 'is unlogged, so that no log has its changes: ALTER TABLE '
                 || pg_catalog.format('%I.%I', r.nspname, r.relname) || ' SET LOGGED'
            WHEN r.relkind = 'p' AND NOT $as_one$
            THEN 'is partitioned: take its partitions, each of which is a table of its own'
            WHEN r.relispartition AND $as_one$
            THEN 'is a partition: take its partitioned table, or set publish.via.partition.root=false'
       END AS refusal,
       r.owned IS NULL AND r.relpersistence <> 't' AND (r.relkind IN ('v', 'm', 'f') OR r.relpersistence = 'u') AS missed
  FROM relation r
 ORDER BY r.nspname, r.relname
