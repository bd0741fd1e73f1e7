package io.pgtwin.common.structure;

import java.util.Optional;

import io.pgtwin.common.model.TableId;

/** What the references in a {@link SqlTemplate} become. All names are given and returned without quotes. */
public interface SqlNames {
    /** The source's own names. */
    SqlNames SAME = new SqlNames() {
        @Override
        public TableId relation(TableId source) {
            return source;
        }

        @Override
        public TableId sequence(TableId source, Optional<TableId> owner) {
            return source;
        }

        @Override
        public String column(TableId table, String column) {
            return column;
        }

        @Override
        public String local(TableId table, String name) {
            return name;
        }

        @Override
        public String extensionSchema(String extension, String sourceSchema) {
            return sourceSchema;
        }
    };

    /** The name of a table, type, collation or function. */
    TableId relation(TableId source);

    /** @param owner the table whose column owns the sequence, and whose schema it therefore shares */
    TableId sequence(TableId source, Optional<TableId> owner);

    String column(TableId table, String column);

    /**
     * The name of an index, of a constraint that has one, or of extended statistics; its schema is the table's.
     *
     * @param table the table at the source that it belongs to
     */
    String local(TableId table, String name);

    /** @param sourceSchema where the extension's objects are at the source */
    String extensionSchema(String extension, String sourceSchema);
}
