-- Numbers that JSON has no words for: Kafka's JsonConverter reads NaN and the infinities back as 0, and -0 as 0.
CREATE TABLE special_floats (id integer PRIMARY KEY, r real, d double precision);
INSERT INTO special_floats
VALUES (1, 'NaN', 'NaN'), (2, 'Infinity', 'Infinity'), (3, '-Infinity', '-Infinity'), (4, '-0', '-0');
