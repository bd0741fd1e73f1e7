package io.pgtwin.common.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.pgtwin.common.model.TableId;
import io.pgtwin.common.pg.Sql;

/** A statement, or a fragment of one, that can be written under any names. Neighbouring texts are one part. */
public record SqlTemplate(List<SqlPart> parts) {
    public SqlTemplate {
        parts = List.copyOf(parts);
    }

    public static Builder of(String text) {
        return new Builder().text(text);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The SQL text with every reference as a quoted name. */
    public String render(SqlNames names) {
        return parts.stream().map(part -> part.render(names)).collect(Collectors.joining());
    }

    /** Collects parts in their order. */
    public static final class Builder {
        private final List<SqlPart> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private Builder() {}

        public Builder text(String more) {
            text.append(more);
            return this;
        }

        public Builder part(SqlPart part) {
            if (part instanceof SqlPart.Text plain) {
                return text(plain.text());
            }
            endText();
            parts.add(part);
            return this;
        }

        public Builder add(SqlTemplate template) {
            template.parts().forEach(this::part);
            return this;
        }

        public Builder relation(TableId id) {
            return part(new SqlPart.Relation(id));
        }

        public Builder column(TableId table, String name) {
            return part(new SqlPart.Column(table, name));
        }

        /** Columns of one table, separated by commas. */
        public Builder columns(TableId table, List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                text(i == 0 ? "" : ", ").column(table, names.get(i));
            }
            return this;
        }

        public Builder local(TableId table, String name) {
            return part(new SqlPart.Local(table, name));
        }

        public Builder qualifiedLocal(TableId table, String name) {
            return part(new SqlPart.QualifiedLocal(table, name));
        }

        public Builder sequence(TableId id, Optional<TableId> owner) {
            return part(new SqlPart.Sequence(id, owner));
        }

        public Builder literal(String value) {
            return text(Sql.literal(value));
        }

        public SqlTemplate build() {
            endText();
            return new SqlTemplate(parts);
        }

        private void endText() {
            if (text.length() > 0) {
                parts.add(new SqlPart.Text(text.toString()));
                text.setLength(0);
            }
        }
    }
}
