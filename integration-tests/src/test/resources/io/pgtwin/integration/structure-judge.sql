-- Everything there is to know about the objects of users, one line each; read by a test, independent of the product.
WITH spaces AS (
    SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), members AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), rels AS (
    SELECT c.oid AS id, c.*, s.nspname FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
     WHERE NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
)
SELECT 'schema ' || nspname FROM spaces
 UNION ALL
SELECT concat_ws(' | ', 'relation', nspname, relname, relkind, relpersistence, relreplident, reloptions::text,
    relispartition,
                 (SELECT reloptions::text FROM pg_class t WHERE t.oid = r.reltoastrelid),
                 (SELECT amname FROM pg_am a WHERE a.oid = r.relam), -->=12
                 pg_get_expr(relpartbound, id), CASE WHEN relkind = 'p' THEN pg_get_partkeydef(id) END,
                 reloftype::regtype::text,
                 (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits
                 WHERE inhrelid = r.id))
  FROM rels r WHERE relkind IN ('r', 'p', 'S', 'i', 'I')
 UNION ALL
SELECT concat_ws(' | ', 'column', r.nspname, r.relname,
                 row_number() OVER (PARTITION BY r.id ORDER BY a.attnum),
                 CASE WHEN r.relkind NOT IN ('i', 'I') THEN a.attname END,
                 format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attislocal, a.attinhcount,
                 a.attstorage,
                 COALESCE(NULLIF(a.attstattarget, -1)::text, '-'), a.attoptions::text, 
                 (SELECT collname FROM pg_collation o WHERE o.oid = a.attcollation),
                 a.attgenerated, -->=12
                 a.attcompression, -->=14
                 pg_get_expr(d.adbin, d.adrelid))
  FROM rels r
  JOIN pg_attribute a ON a.attrelid = r.id AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = r.id AND d.adnum = a.attnum
 WHERE r.relkind IN ('r', 'p', 'c', 'i', 'I')
 UNION ALL
SELECT concat_ws(' | ', 'constraint', r.nspname, r.relname, c.contypid::regtype, c.conname, c.contype, c.conislocal,
    c.coninhcount,
                 c.convalidated, c.connoinherit AND c.contype NOT IN ('p', 'u', 'x'), c.condeferrable, c.condeferred,
                 c.conindid::regclass,
                 c.conparentid <> 0, -->=11
                 pg_get_constraintdef(c.oid))
  FROM pg_constraint c
  JOIN spaces s ON s.oid = c.connamespace
  LEFT JOIN rels r ON r.id = c.conrelid
 WHERE c.contype <> 't'
   AND NOT (c.contype = 'n' AND $old_source$)
 UNION ALL
SELECT concat_ws(' | ', 'index', i.indrelid::regclass, pg_get_indexdef(i.indexrelid), i.indisreplident,
    i.indisclustered, i.indisvalid,
                 i.indisprimary, i.indisexclusion, i.indimmediate)
  FROM pg_index i JOIN rels r ON r.id = i.indexrelid
 UNION ALL
SELECT concat_ws(' | ', 'sequence', q.seqrelid::regclass, q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmax,
    q.seqmin, q.seqcache,
                 q.seqcycle, d.deptype, d.refobjid::regclass, a.attname)
  FROM pg_sequence q
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = q.seqrelid AND d.refobjsubid > 0
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
 UNION ALL
SELECT concat_ws(' | ', 'type', s.nspname, t.typname, t.typtype, t.typnotnull, format_type(t.typbasetype, t.typtypmod),
                 pg_get_expr(t.typdefaultbin, 0), c.collname,
                 (SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder) FROM pg_enum
                 WHERE enumtypid = t.oid),
                 r.rngsubtype::regtype, (SELECT collname FROM pg_collation o WHERE o.oid = r.rngcollation),
                 r.rngsubdiff::regproc,
                 (SELECT opcname FROM pg_opclass o WHERE o.oid = r.rngsubopc),
                 r.rngmultitypid::regtype, -->=14
                 '')
  FROM pg_type t
  JOIN spaces s ON s.oid = t.typnamespace
  LEFT JOIN pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_collation c ON c.oid = t.typcollation
  LEFT JOIN pg_class k ON k.oid = t.typrelid
 WHERE (t.typtype IN ('e', 'd', 'r', 'm') OR k.relkind = 'c')
   AND NOT EXISTS (SELECT FROM members m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
 UNION ALL
SELECT concat_ws(' | ', 'statistics', s.nspname, x.stxname, pg_get_statisticsobjdef(x.oid),
                 NULLIF(x.stxstattarget, -1), -->=13
                 '')
  FROM pg_statistic_ext x JOIN spaces s ON s.oid = x.stxnamespace
 UNION ALL
SELECT concat_ws(' | ', 'extension', e.extname, s.nspname) FROM pg_extension e
    JOIN pg_namespace s ON s.oid = e.extnamespace
 UNION ALL
SELECT concat_ws(' | ', 'collation', s.nspname, c.collname, c.collprovider, c.collcollate, c.collctype,
                 c.collisdeterministic, -->=12
                 c.colllocale, -->=17
                 '')
  FROM pg_collation c JOIN spaces s ON s.oid = c.collnamespace
 UNION ALL
SELECT concat_ws(' | ', 'comment', i.type, i.identity, d.description)
  FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
 WHERE d.objoid >= 16384 AND d.classoid <> 'pg_extension'::regclass
   AND NOT EXISTS (SELECT FROM members m WHERE m.classid = d.classoid AND m.objid = d.objoid)
 ORDER BY 1
