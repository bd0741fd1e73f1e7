-- What the sink keeps in the target. In psql: \set schema pgtwin
CREATE SCHEMA IF NOT EXISTS :"schema";

CREATE TABLE IF NOT EXISTS :"schema".progress (
    sink           text        NOT NULL,
    topic          text        NOT NULL,
    partition      integer     NOT NULL,
    source_schema  text,
    source_table   text,
    next_offset    bigint      NOT NULL,
    commit_lsn     pg_lsn      NOT NULL,
    lsn            pg_lsn      NOT NULL,
    seq            bigint      NOT NULL,
    commit_time    timestamptz,
    rows_copied    bigint      NOT NULL DEFAULT 0,
    changes_applied bigint     NOT NULL DEFAULT 0,
    applied_at     timestamptz NOT NULL,
    PRIMARY KEY (sink, topic, partition)
) WITH (fillfactor = 50);

-- for tables that an earlier version has made
ALTER TABLE :"schema".progress ADD COLUMN IF NOT EXISTS topic_id   text;
ALTER TABLE :"schema".progress ADD COLUMN IF NOT EXISTS generation bigint NOT NULL DEFAULT 0;
ALTER TABLE :"schema".progress ADD COLUMN IF NOT EXISTS writer     text;

COMMENT ON TABLE :"schema".progress IS
    'How far each sink has come in each topic partition; written in the same transaction as the rows';
COMMENT ON COLUMN :"schema".progress.next_offset IS 'the first Kafka offset that is not applied yet';
COMMENT ON COLUMN :"schema".progress.commit_lsn IS 'with lsn and seq: where the last applied event stands at the source';
COMMENT ON COLUMN :"schema".progress.commit_time IS 'when the last applied event was committed at the source';

COMMENT ON COLUMN :"schema".progress.topic_id IS 'Kafka''s id of the topic: one that is made again has another';
COMMENT ON COLUMN :"schema".progress.generation IS
    'grows whenever a task takes the partition over; a task that still believes in an older one can write nothing';
COMMENT ON COLUMN :"schema".progress.writer IS
    'the session that took the partition over: its process id, and when it began; NULL after it has given it up';

CREATE TABLE IF NOT EXISTS :"schema".sinks (
    sink           text        NOT NULL PRIMARY KEY,
    consumer_group text        NOT NULL,
    kafka_cluster  text,
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);

COMMENT ON TABLE :"schema".sinks IS
    'Where each sink reads: another connector of the same name, in another group or of another Kafka cluster, is refused';

CREATE TABLE IF NOT EXISTS :"schema".tables (
    sink           text        NOT NULL,
    source_schema  text        NOT NULL,
    source_table   text        NOT NULL,
    target_schema  text        NOT NULL,
    target_table   text        NOT NULL,
    rows_estimated bigint,
    rows_total     bigint,
    rows_follow    boolean,
    changes_follow boolean,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (sink, source_schema, source_table)
);

COMMENT ON TABLE :"schema".tables IS 'What each sink was told about each table: its name in the target, the size of its copy';
COMMENT ON COLUMN :"schema".tables.rows_total IS 'how many rows the full copy had; NULL until it is complete at the source';

COMMENT ON COLUMN :"schema".tables.rows_follow IS 'whether rows are copied; NULL if nothing told of that';
COMMENT ON COLUMN :"schema".tables.changes_follow IS
    'whether changes are followed; without, the table is completed when it is copied';

CREATE TABLE IF NOT EXISTS :"schema".structure (
    sink           text        NOT NULL,
    topic          text        NOT NULL,
    ordinal        bigint      NOT NULL,
    kind           text        NOT NULL,
    name           text        NOT NULL,
    source_schema  text,
    source_table   text,
    phase          text,
    state          text        NOT NULL,
    target_name    text,
    detail         text,
    definition     text,
    made_at        timestamptz,
    updated_at     timestamptz NOT NULL,
    PRIMARY KEY (sink, topic, kind, name)
);

COMMENT ON TABLE :"schema".structure IS
    'Every object that the source has told of, and what became of it; also what it could not carry over';
COMMENT ON COLUMN :"schema".structure.ordinal IS
    'the order of creation: the Kafka offset of the record that told of the object';
COMMENT ON COLUMN :"schema".structure.name IS 'its name at the source';
COMMENT ON COLUMN :"schema".structure.source_table IS 'with source_schema: the table whose rows it waits for';
COMMENT ON COLUMN :"schema".structure.phase IS
    'when it is made: "before rows", "after rows" of its table, "after all rows", or "at once" if no rows are copied';
COMMENT ON COLUMN :"schema".structure.state IS
    'announced, pending, created, existed, left_out, failed, not_applied (structure.apply=false) or not_carried';
COMMENT ON COLUMN :"schema".structure.detail IS 'why, or how what existed differs from the source';
COMMENT ON COLUMN :"schema".structure.made_at IS 'when pgtwin made it; NULL if somebody else did, or nobody yet';

CREATE TABLE IF NOT EXISTS :"schema".sequences (
    sink            text        NOT NULL,
    target_schema   text        NOT NULL,
    target_sequence text        NOT NULL,
    last_value      bigint      NOT NULL,
    is_called       boolean     NOT NULL,
    put_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (sink, target_schema, target_sequence)
);

COMMENT ON TABLE :"schema".sequences IS
    'Where each sink has put sequences of the target: one that stands elsewhere was used by others, and only goes forward';

CREATE TABLE IF NOT EXISTS :"schema".consistency (
    sink           text        NOT NULL PRIMARY KEY,
    lsn            pg_lsn,
    commit_time    timestamptz,
    updated_at     timestamptz NOT NULL
) WITH (fillfactor = 50);

COMMENT ON TABLE :"schema".consistency IS
    'For each sink with consistency=transaction: of which commit at the source its tables are the state';
COMMENT ON COLUMN :"schema".consistency.lsn IS
    'the tables hold what was committed at the source before it, and nothing else; NULL while some are ahead of others';
COMMENT ON COLUMN :"schema".consistency.commit_time IS 'when the last transaction before it was committed at the source';

CREATE OR REPLACE FUNCTION :"schema".wait_for_lsn(lsn pg_lsn, timeout interval, sink text DEFAULT NULL)
    RETURNS boolean LANGUAGE plpgsql VOLATILE AS $function$
DECLARE
    deadline constant timestamptz := clock_timestamp() + timeout;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'wait_for_lsn would wait in vain: a transaction of isolation level % sees nothing new',
            current_setting('transaction_isolation')
            USING HINT = 'Call it before the transaction begins, or in one of level READ COMMITTED.';
    END IF;
    LOOP
        IF coalesce((SELECT bool_and(coalesce(c.lsn >= wait_for_lsn.lsn, false)) FROM :"schema".consistency c
                     WHERE c.sink = wait_for_lsn.sink OR wait_for_lsn.sink IS NULL), false) THEN
            RETURN true;
        END IF;
        IF clock_timestamp() >= deadline THEN
            RETURN false;
        END IF;
        PERFORM pg_sleep(0.01);
    END LOOP;
END
$function$;

COMMENT ON FUNCTION :"schema".wait_for_lsn(pg_lsn, interval, text) IS
    'Waits until the target has everything that was committed at the source before an LSN; false if that takes longer. For sinks with consistency=transaction: the one of a name, or all';

CREATE OR REPLACE VIEW :"schema".status AS
WITH applied AS (
    SELECT sink, source_schema, source_table,
           sum(rows_copied)::bigint     AS rows_copied,
           sum(changes_applied)::bigint AS changes_applied,
           -- max(pg_lsn) exists only from PostgreSQL 13 on
           (array_agg(commit_lsn ORDER BY commit_lsn DESC))[1] AS commit_lsn,
           max(commit_time)             AS commit_time,
           max(applied_at)              AS applied_at
    FROM :"schema".progress
    WHERE source_table IS NOT NULL
    GROUP BY sink, source_schema, source_table
), joined AS (
    SELECT sink, source_schema, source_table, t.target_schema, t.target_table,
           coalesce(a.rows_copied, 0)     AS rows_copied,
           coalesce(a.changes_applied, 0) AS changes_applied,
           t.rows_estimated, t.rows_total, t.changes_follow, a.commit_lsn, a.commit_time, a.applied_at,
           CASE WHEN t.sink IS NULL       THEN a.changes_applied > 0 -- nobody told about the copy
                WHEN t.rows_total IS NULL THEN NOT coalesce(t.rows_follow, true)
                ELSE coalesce(a.rows_copied, 0) >= t.rows_total
           END AS copied
    FROM :"schema".tables t
    FULL JOIN applied a USING (sink, source_schema, source_table)
)
SELECT sink,
       source_schema || '.' || source_table                          AS source_table,
       target_schema || '.' || target_table                          AS target_table,
       CASE WHEN NOT copied THEN 'full'
            WHEN changes_follow IS FALSE THEN 'none'
            ELSE 'incremental' END                               AS step,
       CASE WHEN EXISTS (SELECT FROM :"schema".consistency c WHERE c.sink = joined.sink AND c.lsn IS NULL) THEN 'copying'
            WHEN copied AND EXISTS (SELECT FROM :"schema".structure s
                                    WHERE (s.sink, s.source_schema, s.source_table)
                                        = (joined.sink, joined.source_schema, joined.source_table)
                                      AND s.state = 'pending') THEN 'building'
            WHEN copied AND NOT changes_follow THEN 'completed'
            WHEN copied THEN 'following'
            ELSE 'copying' END                                       AS state,
       rows_copied,
       coalesce(rows_total, greatest(rows_estimated, rows_copied))   AS rows_expected,
       rows_total IS NOT NULL                                        AS rows_expected_is_exact,
       changes_applied,
       commit_lsn,
       commit_time,
       applied_at
FROM joined
ORDER BY sink, source_schema, source_table;

COMMENT ON VIEW :"schema".status IS
    'For every table: its step, rows copied and of how many, the last applied change, and its state: copying (with consistency=transaction until all tables are the source as it was at one commit), building (indexes and constraints are still to be made), following, or completed where no changes are followed';
