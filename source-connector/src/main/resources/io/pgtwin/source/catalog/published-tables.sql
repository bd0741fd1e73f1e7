-- $1 the publication's name: the tables whose changes are recorded, and by which entry. An entry that was removed and
-- made again is another one, and so is one that lets less pass. to_jsonb because some columns do not exist in old versions.
SELECT t.schemaname, t.tablename, c.oid::bigint AS relation,
       concat_ws(' ', p.oid,
                 CASE WHEN p.pubinsert AND p.pubupdate AND p.pubdelete
                           AND coalesce((to_jsonb(p) ->> 'pubtruncate')::boolean, true) THEN 'all' ELSE 'some' END,
                 (SELECT concat_ws(' ', r.oid, to_jsonb(r) ->> 'prattrs', md5(to_jsonb(r) ->> 'prqual'))
                    FROM pg_publication_rel r
                   WHERE r.prpubid = p.oid AND r.prrelid = c.oid)) AS entry
  FROM pg_publication p
  JOIN pg_publication_tables t ON t.pubname = p.pubname
  JOIN pg_namespace n ON n.nspname = t.schemaname
  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
 WHERE p.pubname = ?
