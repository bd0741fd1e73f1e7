-- What the target's account needs beyond config/target-account.sql: the sink makes the tables in this schema.
GRANT USAGE, CREATE ON SCHEMA shop TO pgtwin;
