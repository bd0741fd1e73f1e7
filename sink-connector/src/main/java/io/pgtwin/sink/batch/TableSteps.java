package io.pgtwin.sink.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.pgtwin.common.model.Operation;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/** What a batch has for one table, divided into steps. */
public final class TableSteps {
    private final TableId table;
    private final List<Step> steps = new ArrayList<>();
    private Step last;

    private TableSteps(TableId table) {
        this.table = table;
    }

    private TableSteps(TableId table, List<Step> steps) {
        this.table = table;
        this.steps.addAll(steps);
    }

    /** Groups by table; tables are in the order in which they first appear. */
    public static Collection<TableSteps> of(List<? extends SinkItem> items) {
        Map<TableId, TableSteps> tables = new LinkedHashMap<>();
        TableDefinition lastDefinition = null;
        TableSteps lastTable = null;
        for (SinkItem item : items) {
            if (item.table() != lastDefinition) {
                lastDefinition = item.table();
                lastTable = tables.computeIfAbsent(lastDefinition.id(), TableSteps::new);
            }
            lastTable.add(item);
        }
        return tables.values();
    }

    private void add(SinkItem item) {
        if (item instanceof SinkEvent event) {
            stepFor(Step.kindOf(event), event.table()).events().add(event);
            return;
        }
        SinkBlock block = (SinkBlock) item;
        if (block.mustBeTakenApart()) {
            block.events().forEach(this::add);
        } else {
            stepFor(Step.Kind.APPEND_BLOCKS, block.table()).blocks().add(block);
        }
    }

    private Step stepFor(Step.Kind kind, TableDefinition definition) {
        if (last == null || !last.takes(kind, definition)) {
            last = Step.start(kind, definition);
            steps.add(last);
        }
        return last;
    }

    /** What follows the last truncate, and is all that the table holds in the end; empty if there is no truncate. */
    public Optional<TableSteps> afterLastTruncate() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).kind() == Step.Kind.TRUNCATE) {
                return Optional.of(new TableSteps(table, steps.subList(i + 1, steps.size())));
            }
        }
        return Optional.empty();
    }

    /** How many rows and changes there are. */
    public int size() {
        return steps.stream().mapToInt(Step::size).sum();
    }

    public TableId table() {
        return table;
    }

    /** Whether rows of the full copy are among it. */
    public boolean hasCopiedRows() {
        return steps.stream().anyMatch(step -> !step.blocks().isEmpty()
                || step.events().stream().anyMatch(event -> event.change().operation() == Operation.READ));
    }

    /** The definition that tells most: records about a truncate may tell no columns. */
    public TableDefinition definition() {
        return steps.stream().map(Step::table).max(Comparator.comparingInt(it -> it.columns().size())).orElseThrow();
    }

    public List<Step> steps() {
        return steps;
    }
}
