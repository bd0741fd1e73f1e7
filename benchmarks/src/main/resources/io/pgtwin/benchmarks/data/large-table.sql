-- About 100 kB of text and 50 kB of bytes a row, which do not compress.
CREATE TABLE documents (id bigint PRIMARY KEY, title text, body text, attachment bytea);
