INSERT INTO branches SELECT 1, 0, '';
INSERT INTO tellers SELECT i, 1, 0, '' FROM generate_series(1, 10) i;
INSERT INTO accounts SELECT i, 1, 0, '' FROM generate_series(1, :rows) i;
