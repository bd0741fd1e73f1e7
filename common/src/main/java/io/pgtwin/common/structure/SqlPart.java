package io.pgtwin.common.structure;

import java.util.Optional;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** A piece of SQL: text as it is, or a reference to something that may have another name in the target. */
public sealed interface SqlPart {
    String render(SqlNames names);

    /** Text that no mapping changes. */
    record Text(String text) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return text;
        }
    }

    /** The qualified name of a table, type, collation or function. */
    record Relation(TableId id) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.table(names.relation(id));
        }
    }

    /** A table's name without its schema, as expressions use it for the whole row. */
    record RowName(TableId table) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.identifier(names.relation(table).name());
        }
    }

    /** The schema that holds an object in the target. */
    record SchemaOf(TableId id) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.identifier(names.relation(id).schema());
        }
    }

    /** The qualified name of a sequence. */
    record Sequence(TableId id, Optional<TableId> owner) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.table(names.sequence(id, owner));
        }
    }

    /** A column's name. */
    record Column(TableId table, String name) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.identifier(names.column(table, name));
        }
    }

    /** The unqualified name of an index or of a constraint that has one. */
    record Local(TableId table, String name) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.identifier(names.local(table, name));
        }
    }

    /** The qualified name of an index or of extended statistics. */
    record QualifiedLocal(TableId table, String name) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.table(new TableId(names.relation(table).schema(), names.local(table, name)));
        }
    }

    /** The schema of an extension's objects, which may be another one in the target. */
    record ExtensionSchema(String extension, String sourceSchema) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.identifier(names.extensionSchema(extension, sourceSchema));
        }
    }

    /** A reference inside a string literal, as in {@code 'app.seq'::regclass}. */
    record Literal(SqlPart inside) implements SqlPart {
        @Override
        public String render(SqlNames names) {
            return Sql.literal(inside.render(names));
        }
    }
}
