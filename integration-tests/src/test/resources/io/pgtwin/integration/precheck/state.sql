-- Everything that a sync could make in a database: slots, publications, schemas, relations, types, extensions.
SELECT 'slot', slot_name::text FROM pg_replication_slots WHERE database = current_database()
UNION ALL SELECT 'publication', pubname::text || coalesce(obj_description(oid, 'pg_publication'), '') FROM pg_publication
UNION ALL SELECT 'schema', nspname::text FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'
UNION ALL SELECT 'relation', oid::text FROM pg_class WHERE relpersistence <> 't'
UNION ALL SELECT 'extension', extname::text FROM pg_extension
ORDER BY 1, 2
