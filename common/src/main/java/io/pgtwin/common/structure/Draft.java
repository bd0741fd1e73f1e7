package io.pgtwin.common.structure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.pgtwin.common.model.TableId;

/** A {@link StructureObject} while its parts are collected. */
final class Draft {
    private final StructureKind kind;
    private final TableId id;
    private final StructurePhase phase;
    private final List<SqlTemplate> statements = new ArrayList<>();
    private final List<TableId> functions = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();
    private Optional<TableId> table = Optional.empty();
    private Optional<SqlTemplate> arguments = Optional.empty();

    Draft(StructureKind kind, TableId id, StructurePhase phase) {
        this.kind = kind;
        this.id = id;
        this.phase = phase;
    }

    Draft table(TableId owner) {
        table = Optional.of(owner);
        return this;
    }

    Draft statement(SqlTemplate.Builder statement) {
        statements.add(statement.build());
        return this;
    }

    /** @param comment what there is no statement for if it is null */
    Draft comment(SqlTemplate.Builder on, String comment) {
        return comment == null ? this : statement(on.text(" IS ").literal(comment));
    }

    Draft functions(Collection<TableId> needed) {
        functions.addAll(needed);
        return this;
    }

    Draft feature(boolean has, String name, int sinceVersion) {
        if (has) {
            features.add(new Feature(name, sinceVersion));
        }
        return this;
    }

    Draft arguments(SqlTemplate types) {
        arguments = Optional.of(types);
        return this;
    }

    StructureObject build() {
        return new StructureObject(kind, id, table, phase, statements, functions, features,
                arguments);
    }
}
