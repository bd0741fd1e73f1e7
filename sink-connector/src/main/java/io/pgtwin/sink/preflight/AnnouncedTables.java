package io.pgtwin.sink.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.pg.SqlFailures;
import io.pgtwin.sink.structure.Announced;
import io.pgtwin.sink.structure.TargetNotices;

/**
 * The prechecks that only the running sink can make, because only the source's records say which tables come. To be
 * asked when the structure is known, or a table is announced, and before anything is created or written for it.
 */
public final class AnnouncedTables implements TargetNotices {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedTables.class);

    private final Connection session;
    private final TargetTableChecks checks;
    private final Precheck mode;

    /** @param session outside a transaction; it stays the caller's */
    public AnnouncedTables(Connection session, TargetNeeds needs, Precheck mode) {
        this.session = session;
        this.checks = new TargetTableChecks(needs);
        this.mode = mode;
    }

    /**
     * Logs what is found, or with {@code precheck=fail} stops at it.
     *
     * @throws PgTwinException TARGET_UNSUITABLE that names everything that is wrong, with the remedies
     */
    @Override
    public void announced(Announced announced) {
        judge(() -> checks.results(session, announced));
    }

    @Override
    public void copying(List<TableDefinition> tables) {
        judge(() -> checks.rows(session, tables));
    }

    /** A look at the target. */
    private interface Look {
        List<CheckResult> results() throws SQLException;
    }

    private void judge(Look look) {
        if (mode == Precheck.OFF) {
            return;
        }
        List<CheckResult> results = results(look);
        results.stream().filter(it -> !it.isOk() && (mode == Precheck.WARN || !it.isFailed()))
                .forEach(it -> LOG.warn("Precheck '{}' ({}): {}", it.check(), it.option(), it.message()));
        List<CheckResult> failed = results.stream().filter(CheckResult::isFailed).toList();
        if (mode == Precheck.FAIL && !failed.isEmpty()) {
            throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, failed.stream().map(CheckResult::message)
                    .collect(Collectors.joining(" | ")));
        }
    }

    private static List<CheckResult> results(Look look) {
        try {
            return look.results();
        } catch (SQLException e) {
            throw SqlFailures.of(e, "Cannot check the target for the source's tables");
        }
    }
}
