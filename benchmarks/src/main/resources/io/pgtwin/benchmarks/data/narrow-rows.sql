INSERT INTO entries
SELECT i, (i::bigint * 7919) % 1000003, i % 1000,
       timestamptz '2026-01-01' + ((i::bigint * 104729) % 31536000) * interval '1 second',
       md5(i::text) || ' entered by hand'
  FROM generate_series(1, :rows) i
