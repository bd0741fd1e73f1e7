CREATE SEQUENCE versions;
CREATE SEQUENCE ids START 1000000;
INSERT INTO branches SELECT i, 0, nextval('versions') FROM generate_series(1, 4) i;
INSERT INTO tellers SELECT i, 1 + i % 4, 0, nextval('versions') FROM generate_series(1, 40) i;
INSERT INTO accounts SELECT i, 0, repeat('f', 60), nextval('versions') FROM generate_series(1, 30000) i;
INSERT INTO documents SELECT i, 'code ' || i, CASE WHEN i % 5 = 0 THEN repeat(md5(i::text), 90) ELSE 'short' END, 'first', nextval('versions') FROM generate_series(1, 4000) i;
INSERT INTO scratch SELECT i, 'first' FROM generate_series(1, 500) i;
INSERT INTO notes SELECT i, 'first' FROM generate_series(1, 5000) i;
