-- $1 the publication's name: one row if it exists. to_jsonb because pubtruncate exists only from PostgreSQL 11 on and
-- pubviaroot only from 13 on; where it does not exist, truncates are not published at all.
SELECT p.puballtables AS all_tables,
       pg_has_role(p.pubowner, 'USAGE') AS owned,
       coalesce((to_jsonb(p) ->> 'pubviaroot')::boolean, false) AS via_root,
       p.pubinsert AND p.pubupdate AND p.pubdelete AND coalesce((to_jsonb(p) ->> 'pubtruncate')::boolean, true)
         AS all_actions,
       current_setting('server_version_num')::int >= 110000 AS knows_truncate,
       -- from PostgreSQL 15 on: of which tables only some rows or columns are published
       ARRAY(SELECT r.prrelid::regclass::text FROM pg_publication_rel r
              WHERE r.prpubid = p.oid
                AND (to_jsonb(r) ->> 'prqual' IS NOT NULL OR to_jsonb(r) ->> 'prattrs' IS NOT NULL)
              ORDER BY 1) AS partial
  FROM pg_publication p
 WHERE p.pubname = ?
