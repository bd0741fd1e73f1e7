package io.pgtwin.sink.structure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Outcome;
import io.pgtwin.common.structure.StructureCreator;
import io.pgtwin.common.structure.StructureKind;
import io.pgtwin.common.structure.StructureObject;
import io.pgtwin.common.structure.TableDifferences;

/** Makes what rows need: tables and what they stand upon. Tables that exist are compared with the source's. */
final class TablesCreation {
    private static final Logger LOG = LoggerFactory.getLogger(TablesCreation.class);

    private final Connection connection;
    private final StructureSettings settings;
    private final StructureStore store;
    private final StructureCreator creator;
    /** Tables that somebody else has made: how they are partitioned is not the sink's business. */
    private final Set<TableId> foreign = new HashSet<>();

    TablesCreation(Connection connection, StructureSettings settings, StructureStore store, StructureCreator creator) {
        this.connection = connection;
        this.settings = settings;
        this.store = store;
        this.creator = creator;
    }

    /**
     * What fails is no obstacle as long as every table is there, which may be somebody else's and need nothing of it.
     *
     * @throws PgTwinException the first failure, if a table could not be made; all have been tried then
     */
    void create(List<PlannedObject> objects) throws SQLException {
        Optional<PgTwinException> first = Optional.empty();
        boolean lacksTable = false;
        Comparison comparison = new Comparison(objects.stream().map(PlannedObject::object).toList());
        for (PlannedObject planned : objects) {
            Optional<PgTwinException> failure = create(planned, comparison);
            lacksTable |= failure.isPresent() && planned.isTable();
            if (planned.object().kind() != StructureKind.FUNCTION) { // a table that needs one fails by itself
                first = first.or(() -> failure);
            }
        }
        if (lacksTable) {
            throw first.get();
        }
    }

    private Optional<PgTwinException> create(PlannedObject planned, Comparison comparison) throws SQLException {
        try {
            Outcome outcome = creator.create(List.of(planned.object())).get(0);
            boolean others = outcome.result() == Outcome.Result.EXISTED && planned.isTable() && !planned.made();
            if (others) {
                foreign.add(planned.object().id());
            }
            String detail = others ? differences(planned, outcome.target(), comparison) : outcome.detail();
            store.write(planned.key(), ObjectState.of(outcome.result()), Optional.of(outcome.target()), detail);
            return Optional.empty();
        } catch (PgTwinException e) {
            if (e.isRetriable()) {
                throw e;
            }
            if (planned.isOfPartition() && planned.rowsOf().filter(foreign::contains).isPresent()) {
                store.write(planned.key(), ObjectState.LEFT_OUT, Optional.empty(),
                        "the table was there before and is partitioned in another way: " + e.getMessage());
                return Optional.empty();
            }
            LOG.error("{}", e.getMessage());
            store.write(planned.key(), ObjectState.FAILED, Optional.empty(), e.getMessage());
            return Optional.of(e);
        }
    }

    private String differences(PlannedObject table, TableId target, Comparison comparison) {
        List<String> differences = comparison.differences(table.object());
        if (differences.isEmpty()) {
            return "it exists";
        }
        String told = String.join("; ", differences);
        LOG.warn("Target table {} was there before and is not what source table {} is: {}", target,
                table.object().id(), told);
        return "it exists, and is different: " + told;
    }

    /** Of tables that were there before. They are looked at when the first of them is met. */
    private final class Comparison {
        private final Set<TableId> tables;
        private final Map<TableId, StructureObject> primaryKeys;
        private TableDifferences differences;

        private Comparison(List<StructureObject> objects) {
            tables = objects.stream().filter(it -> it.kind() == StructureKind.TABLE).map(StructureObject::id)
                    .collect(Collectors.toSet());
            primaryKeys = objects.stream().filter(it -> it.kind() == StructureKind.PRIMARY_KEY)
                    .collect(Collectors.toMap(it -> it.table().orElseThrow(), it -> it, (first, second) -> first));
        }

        private List<String> differences(StructureObject table) {
            try {
                if (differences == null) {
                    differences = new TableDifferences(connection, new MappedNames(settings.mapping()),
                            settings.schema(), tables);
                }
                return differences.of(table, Optional.ofNullable(primaryKeys.get(table.id())));
            } catch (SQLException e) {
                return List.of("it cannot be compared, because the source's definition cannot be made here (SQLSTATE "
                        + e.getSQLState() + ")");
            }
        }
    }
}
