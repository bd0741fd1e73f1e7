package io.pgtwin.sink.batch;

import io.pgtwin.common.model.TableDefinition;

/** What a record brings for one table. */
public sealed interface SinkItem permits SinkEvent, SinkBlock {
    TableDefinition table();
}
