-- $1 the publication's name: the tables whose changes are recorded, and by which entry. An entry that was removed and
-- made again is another one, and so is one that lets less pass. Of a partitioned table, all partitions are recorded: as its own
-- changes, or each as a table. Not from view pg_publication_tables, which waits for locks on the tables.
-- to_jsonb because some columns do not exist in old versions.
WITH RECURSIVE publication AS (
    SELECT p.oid, p.puballtables AS all_tables,
           coalesce((to_jsonb(p) ->> 'pubviaroot')::boolean, false) AS via_root,
           CASE WHEN p.pubinsert AND p.pubupdate AND p.pubdelete
                     AND coalesce((to_jsonb(p) ->> 'pubtruncate')::boolean, true) THEN 'all' ELSE 'some' END AS actions
      FROM pg_publication p
     WHERE p.pubname = ?
), named AS (
    SELECT r.prrelid AS relation FROM publication p JOIN pg_publication_rel r ON r.prpubid = p.oid
     UNION
    SELECT c.oid
      FROM publication p
      JOIN pg_class c ON c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND c.oid >= 16384 -- not the server's own
     WHERE p.all_tables OR $whole_schema$
), published AS (
    SELECT relation FROM named
     UNION
    SELECT i.inhrelid
      FROM published p
      JOIN pg_inherits i ON i.inhparent = p.relation
      JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
)
SELECT n.nspname AS schemaname, c.relname AS tablename, c.oid::bigint AS relation,
       concat_ws(' ', p.oid, p.actions,
                 (SELECT concat_ws(' ', r.oid, to_jsonb(r) ->> 'prattrs', md5(to_jsonb(r) ->> 'prqual'))
                    FROM pg_publication_rel r
                   WHERE r.prpubid = p.oid AND r.prrelid = c.oid)) AS entry
  FROM publication p
 CROSS JOIN published
  JOIN pg_class c ON c.oid = published.relation
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE CASE WHEN p.via_root
            THEN NOT (c.relispartition AND EXISTS (SELECT FROM pg_inherits i
                                                     JOIN published above ON above.relation = i.inhparent
                                                    WHERE i.inhrelid = c.oid))
            ELSE c.relkind = 'r' END
