-- Rows that exist before the sync starts.
INSERT INTO all_types VALUES (
    1, 32767, 2147483647, 9223372036854775807, true, 3.4028235e38, 1.7976931348623157e308,
    12345678901234567890.123456789012345678901234567890, 12345678.9000, '1234.56',
    E'tab\t newline\n return\r backslash \\ \\N quote '' " ünïcödé 𝄞', 'varchar', 'char', 'name', 'c', '\x00ff5c7f80',
    '2026-02-28', '23:59:59.999999', '12:00:00+05:30', '2026-02-28 12:34:56.789012', '2026-02-28 12:34:56.789012+01',
    '2026-02-28 12:34:57', '1 year 2 mons 3 days 04:05:06.789',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"b": 1,  "a" : [1, 2]}', '{"b": 1, "a": [1, 2.50]}', '<a b="1">text</a>',
    '192.168.0.1/24', '10.1.0.0/16', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'10101', B'1011',
    '(1.5,-2.25)', '{1,2,3}', '[(0,0),(1,1)]', '(2,2),(0,0)', '[(0,0),(1,1),(2,0)]', '((0,0),(1,1),(2,0))', '<(1,2),3>',
    '[1,10)', '(1.5,]', '["2026-01-01 00:00+00","2026-02-01 00:00+00")', '{[1,3),[5,9)}',
    'fat:2,4 cat:3', 'fat & (rat | cat)', 4294967295, 'FFFFFFFF/FFFFFFFF',
    '{1,NULL,3}', ARRAY['a', NULL, '', 'with "quotes", comma, \ and {braces}', 'NULL'], '{0.1,NaN,-Infinity}',
    '{"2026-01-01 00:00+00",infinity}',
    'quoted ''one''', '{sad,"so so"}', 99.99, ROW('Main "Street", 1', NULL),
    ARRAY[ROW('a', 1), NULL, ROW('', 2)]::address[],
    '"a key"=>"a value", "null"=>NULL', 'Top.Science.Astronomy', 'CaseLess'
);
INSERT INTO all_types (id, c_smallint, c_integer, c_bigint, c_boolean, c_real, c_double, c_numeric, c_text, c_varchar,
                       c_char, c_bytea, c_date, c_timestamp, c_timestamptz, c_interval, c_int_array, c_text_array,
                       c_hstore)
VALUES (2, -32768, -2147483648, -9223372036854775808, false, -0.5, 1e-300, 'NaN', '', '', '', '', 'infinity',
        '-infinity', 'infinity', '-1 days +02:03:00', '{}', '{{a,b},{c,d}}', ''),
       (3, 0, 0, 0, NULL, 0, 1e22, 0.000, E'\\', '\N', 'x', '\x5c', '4713-01-01 BC', '0044-03-15 12:00 BC',
        '290000-01-01 00:00+00', '0', '{{1},{2}}', '{NULL}', 'a=>b'),
       (4, NULL, NULL, NULL, NULL, 1e-45, 4.9e-324, -0.0001, repeat('long ', 2000), NULL, NULL, NULL, '9999-12-31',
        '294276-12-31 23:59:59.999999', '4714-11-24 00:00:00+00 BC', '178000000 years', NULL, NULL, NULL);
INSERT INTO all_types (id) VALUES (5), (6), (7);

INSERT INTO composite_key
SELECT i % 10, 'b' || i / 10, date '2026-01-01' + i, 'note ' || i FROM generate_series(0, 99) i;
INSERT INTO text_key
VALUES ('', 'the empty key'), (' ', 'a space'), (E'\\', 'a backslash'),
       (E'a\tb\nc', 'control characters'), ('ä', 'one way'), (U&'a\0308', 'another way'), ('A', 'upper'),
       ('a', 'lower'), ('NULL', 'the word'), ('\N', 'like COPY''s');
INSERT INTO "Mixed Case"."Odd ""Name"" in Größe"
VALUES (1, 'a', 'b', 1.10, 'c'), (2, NULL, '', 2.00, '"'), (3, 'x', 'y', 0, 'z');
INSERT INTO keyless_log
SELECT '2026-01-01'::timestamptz + i * interval '1 hour', 'entry ' || i / 2 FROM generate_series(1, 50) i;
INSERT INTO whole_identity SELECT i, 'note ' || i, i / 3.0 FROM generate_series(1, 50) i;
INSERT INTO whole_identity_keyless
SELECT i % 5, 'note ' || i % 3, CASE WHEN i < 4 THEN repeat(md5(i::text), 300) END FROM generate_series(1, 20) i;
INSERT INTO index_identity SELECT 'code ' || i, i % 3, 'note ' || i FROM generate_series(1, 30) i;
INSERT INTO toasted
SELECT i, 'note ' || i, repeat(md5(i::text), 300), repeat(md5((-i)::text), 200) FROM generate_series(1, 20) i;
INSERT INTO toasted_whole_identity SELECT i, 'note ' || i, repeat(md5(i::text), 300) FROM generate_series(1, 10) i;
INSERT INTO changing_keys SELECT i, 'note ' || i, repeat(md5(i::text), 300) FROM generate_series(1, 40) i;
INSERT INTO truncated SELECT i, 'note ' || i FROM generate_series(1, 100) i;
INSERT INTO truncated_keyless SELECT 'note ' || i FROM generate_series(1, 100) i;
INSERT INTO generated_columns (a) SELECT i FROM generate_series(1, 10) i;
INSERT INTO dropped_columns SELECT i, 'stays ' || i, 'last ' || i FROM generate_series(1, 10) i;
INSERT INTO many_rows SELECT i, 'note ' || i FROM generate_series(1, 5000) i;
