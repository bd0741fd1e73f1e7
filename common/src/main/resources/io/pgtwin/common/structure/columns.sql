-- Every column of the tables in its order.
SELECT a.attrelid::bigint AS relation,
       a.attname AS name,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       a.attnotnull AS not_null,
       nn.conname AS not_null_name, -->=18
       NULL::text AS not_null_name, --<18
       COALESCE(nn.connoinherit, false) AS not_null_no_inherit, -->=18
       false AS not_null_no_inherit, --<18
       COALESCE(nn.convalidated, true) AS not_null_valid, -->=18
       true AS not_null_valid, --<18
       COALESCE(nn.conislocal, true) AS not_null_local, -->=18
       true AS not_null_local, --<18
       a.attidentity::text AS identity,
       a.attgenerated::text AS generated, -->=12
       ''::text AS generated, --<12
       pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_value,
       COALESCE(d.oid, 0)::bigint AS default_oid,
       CASE WHEN a.attcollation <> t.typcollation
            THEN pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname) END AS collation,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
       NULLIF(a.attcompression::text, '') AS compression, -->=14
       NULL::text AS compression, --<14
       a.attstattarget::int AS statistics, -->=17
       NULLIF(a.attstattarget, -1) AS statistics, --<17
       a.attoptions AS options,
       pg_catalog.col_description(a.attrelid, a.attnum) AS comment,
       a.attislocal AS local,
       a.attinhcount > 0 AS inherited
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
  LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' -->=18
                                       AND nn.conkey[1] = a.attnum -->=18
 WHERE a.attrelid = ANY (?)
   AND a.attnum > 0
   AND NOT a.attisdropped
 ORDER BY a.attrelid, a.attnum
