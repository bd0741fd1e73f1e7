INSERT INTO documents
SELECT i, 'document ' || i, string_agg(md5(i || ' body ' || j), ''),
       decode(string_agg(md5(i || ' bytes ' || j), ''), 'hex')
FROM generate_series(1, :rows) i, generate_series(1, 3200) j
GROUP BY i
