package io.pgtwin.sink.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.TableId;

/** The events of one table in a batch, divided into steps. */
public final class TableSteps {
    private final TableId table;
    private final List<Step> steps = new ArrayList<>();
    private Step last;

    private TableSteps(TableId table) {
        this.table = table;
    }

    /** Groups events by table; tables are in the order of their first events. */
    public static Collection<TableSteps> of(List<SinkEvent> events) {
        Map<TableId, TableSteps> tables = new LinkedHashMap<>();
        TableDefinition lastDefinition = null;
        TableSteps lastTable = null;
        for (SinkEvent event : events) {
            if (event.change().table() != lastDefinition) {
                lastDefinition = event.change().table();
                lastTable = tables.computeIfAbsent(lastDefinition.id(), TableSteps::new);
            }
            lastTable.add(event);
        }
        return tables.values();
    }

    private void add(SinkEvent event) {
        Step.Kind kind = Step.kindOf(event);
        TableDefinition definition = event.change().table();
        if (last == null || !last.takes(kind, definition)) {
            last = Step.start(kind, definition);
            steps.add(last);
        }
        last.events().add(event);
    }

    public TableId table() {
        return table;
    }

    public List<Step> steps() {
        return steps;
    }
}
