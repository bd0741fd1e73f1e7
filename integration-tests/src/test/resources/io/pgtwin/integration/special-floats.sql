-- Numbers that JSON has no words for: Kafka's JsonConverter reads -0 back as 0 and, with schemas,
-- NaN and the infinities, too.
CREATE TABLE special_floats (id integer PRIMARY KEY, r real, d double precision);
INSERT INTO special_floats
VALUES (1, 'NaN', 'NaN'), (2, 'Infinity', 'Infinity'), (3, '-Infinity', '-Infinity'), (4, '-0', '-0');
