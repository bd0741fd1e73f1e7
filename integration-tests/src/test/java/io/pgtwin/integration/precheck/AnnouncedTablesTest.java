package io.pgtwin.integration.precheck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.config.Precheck;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.ConnectionSettings;
import io.pgtwin.common.pg.Sessions;
import io.pgtwin.integration.sync.Servers;
import io.pgtwin.sink.database.ColumnMapping;
import io.pgtwin.sink.database.NameMapping;
import io.pgtwin.sink.database.TargetMapping;
import io.pgtwin.sink.preflight.AnnouncedTables;
import io.pgtwin.sink.preflight.TargetNeeds;
import io.pgtwin.sink.structure.Announced;

/** What the sink checks when records announce tables: everything wrong is named at once, before a row is written. */
class AnnouncedTablesTest {
    private static final TargetNeeds NEEDS = new TargetNeeds("sink", "pgtwin",
            new TargetMapping(NameMapping.parse(""), ColumnMapping.parse("")), true, true, false);
    private static final Announced ORDERS = new Announced(List.of(new TableDefinition(new TableId("shop", "orders"),
            List.of(new ColumnDefinition("id", "integer", true), new ColumnDefinition("price", "numeric", false)),
            List.of("id"))), List.of(), false, true, OptionalLong.empty());

    @Test
    void everythingWrongIsNamedAtOnce() throws SQLException {
        try (SetUp setUp = new SetUp(Servers.shared().source(), Servers.shared().target());
                Connection session = open(setUp)) {
            setUp.onTarget("INSERT INTO shop.orders VALUES (1, 'other')");
            assertThatThrownBy(() -> new AnnouncedTables(session, NEEDS, Precheck.FAIL).announced(ORDERS))
                    .hasMessageContainingAll("[TARGET_UNSUITABLE]", "ADD COLUMN \"price\" numeric;",
                            "TRUNCATE \"shop\".\"orders\";");
            assertThatCode(() -> new AnnouncedTables(session, NEEDS, Precheck.WARN).announced(ORDERS))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void rowsThatTheSinkWroteItselfAreNotInTheWay() throws SQLException {
        try (SetUp setUp = new SetUp(Servers.shared().source(), Servers.shared().target());
                Connection session = open(setUp)) {
            setUp.onTarget("""
                    ALTER TABLE shop.orders ADD COLUMN price numeric;
                    INSERT INTO shop.orders VALUES (1, 'ours');
                    CREATE SCHEMA pgtwin;
                    CREATE TABLE pgtwin.progress (sink text, source_schema text, source_table text);
                    INSERT INTO pgtwin.progress VALUES ('sink', 'shop', 'orders')""");
            assertThatCode(() -> new AnnouncedTables(session, NEEDS, Precheck.FAIL).announced(ORDERS))
                    .doesNotThrowAnyException();
        }
    }

    private static Connection open(SetUp setUp) {
        return new Sessions(new ConnectionSettings(setUp.target().url(), setUp.target().user(),
                setUp.target().password(), "test")).open();
    }
}
