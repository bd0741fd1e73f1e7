-- $1 sink: how far the full copy of each table has come
SELECT source_table,
       rows_copied,
       coalesce(rows_expected, 0)                        AS rows_expected,
       rows_expected_is_exact AND step <> 'full'         AS copied
FROM pgtwin.status
WHERE sink = ?
