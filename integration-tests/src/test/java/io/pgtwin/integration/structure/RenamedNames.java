package io.pgtwin.integration.structure;

import java.util.Map;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.structure.Names;

/** The mapping that {@code structure-renames.sql} spells out: schemas, tables and columns get other names. */
final class RenamedNames implements Names {
    private static final Map<String, String> SCHEMAS = Map.of("app", "shop", "types", "kinds", "Odd Schema", "odd");
    private static final Map<String, String> TABLES = Map.of("items", "Our Goods", "events_2025", "events_later");
    private static final Map<String, String> COLUMNS = Map.of(
            "app.items.id", "item_id",
            "app.items.text", "Body Text",
            "app.items.name", "select",
            "app.items.price", "cost_each",
            "app.items.key", "k",
            "app.customers.id", "customer_id");

    @Override
    public TableId map(TableId source) {
        return new TableId(SCHEMAS.getOrDefault(source.schema(), source.schema()),
                TABLES.getOrDefault(source.name(), source.name()));
    }

    @Override
    public String column(TableId table, String column) {
        String name = table + "." + column;
        if (name.matches("app\\.(parent|child|adopted|mixed)\\.note")) {
            return "remark";
        }
        if (name.matches("app\\.events\\w*\\.kind")) {
            return "sort";
        }
        return name.matches("app\\.hashed\\w*\\.id") ? "hid" : COLUMNS.getOrDefault(name, column);
    }
}
