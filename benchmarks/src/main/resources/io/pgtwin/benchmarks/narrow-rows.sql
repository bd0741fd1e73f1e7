INSERT INTO entries
SELECT i, (i * 7919) % 1000003, i % 1000, timestamptz '2026-01-01' + ((i * 104729) % 31536000) * interval '1 second', md5(i::text)
  FROM generate_series(1, ?) i
