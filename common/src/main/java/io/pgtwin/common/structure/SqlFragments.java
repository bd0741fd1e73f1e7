package io.pgtwin.common.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;

/**
 * Finds the references in SQL text that the server wrote under an empty search path. Then every qualified name is an
 * object outside {@code pg_catalog}, and an unqualified name of a column of the table in question is that column,
 * except where the grammar wants something else: a type after {@code ::}, a function before {@code (}, a field after a
 * dot, a collation. In queries, names with a dot are also columns of what stands under FROM.
 */
final class SqlFragments {
    /** What follows them is a collation, an access method, a type or a label. */
    private static final Set<String> NAMED_BY_KEYWORD = Set.of("COLLATE", "USING", "RETURNING", "AS", "NAME");

    private final KnownObjects known;

    SqlFragments(KnownObjects known) {
        this.known = known;
    }

    /** Text in which no columns occur, like the name of a type. */
    SqlTemplate withoutColumns(String sql) {
        return new Finder(SqlLexer.tokens(sql), null, Set.of(), null, Set.of()).find();
    }

    /** Text in which columns of one table occur. */
    SqlTemplate inTable(String sql, TableId table, Set<String> columns) {
        return new Finder(SqlLexer.tokens(sql), table, columns, null, Set.of()).find();
    }

    /**
     * Text with queries. A column without its table's name is found if it can only be one of the table in question, or
     * of the only one of a text that is a single query.
     *
     * @param schemas all there are: names in front of a dot are one of them, or stand for a relation
     * @param relations tables and views with their columns
     * @param table whose columns occur outside of queries; may be null
     * @param rowNames under which its rows occur as well
     */
    SqlTemplate inQuery(String sql, Set<String> schemas, Map<TableId, Set<String>> relations, TableId table,
            List<String> rowNames) {
        List<SqlToken> tokens = SqlLexer.tokens(sql);
        QueryNames names = QueryNames.of(tokens, relations.keySet());
        if (table != null) {
            names.add(new QueryNames.Name(table, true), table.name());
            rowNames.forEach(name -> names.add(new QueryNames.Name(table, false), name));
        }
        long queries = tokens.stream().filter(it -> it.text().equals("FROM")).count();
        TableId only = table == null && queries == 1 && names.relations().size() == 1
                ? names.relations().iterator().next() : table;
        return new Finder(tokens, only, only == null ? Set.of() : relations.getOrDefault(only, Set.of()), names,
                schemas).find();
    }

    /** One pass over the tokens of one text. */
    private final class Finder {
        private final List<SqlToken> tokens;
        private final TableId table;
        private final Set<String> columns;
        private final QueryNames names;
        private final Set<String> schemas;
        private final SqlTemplate.Builder template = SqlTemplate.builder();
        private int at;

        /** @param names null if there are no queries */
        private Finder(List<SqlToken> tokens, TableId table, Set<String> columns, QueryNames names,
                Set<String> schemas) {
            this.tokens = tokens;
            this.table = table;
            this.columns = columns;
            this.names = names;
            this.schemas = schemas;
        }

        private SqlTemplate find() {
            while (at < tokens.size()) {
                step();
            }
            return template.build();
        }

        private void step() {
            SqlToken token = tokens.get(at);
            if (isRelationLiteral()) {
                template.part(new SqlPart.Literal(known.reference(literalName(token))));
                at++;
            } else if (token.is("::")) {
                copy(1);
                type();
            } else if (token.isName() && is(1, ".")) {
                if (names == null || isObject(token)) {
                    qualified(token);
                } else {
                    inQuery(token);
                }
            } else if (token.isName() && isColumn(token)) {
                template.column(table, token.name());
                at++;
            } else {
                copy(1);
            }
        }

        /** An object of a schema, rather than a column of something that has the schema's name. */
        private boolean isObject(SqlToken first) {
            boolean relation = at + 2 < tokens.size() && tokens.get(at + 2).isName()
                    && names.relations().contains(new TableId(first.name(), tokens.get(at + 2).name()));
            return relation || schemas.contains(first.name()) && names.of(first.name()) == null;
        }

        /** {@code alias.column} or {@code alias.*}. */
        private void inQuery(SqlToken first) {
            QueryNames.Name name = names.of(first.name());
            if (name != null && name.own()) {
                template.part(new SqlPart.RowName(name.relation()));
                at++;
            } else {
                copy(1);
            }
            copy(1);
            if (at < tokens.size() && tokens.get(at).isName()) {
                if (name != null) {
                    template.column(name.relation(), tokens.get(at++).name());
                } else {
                    copy(1);
                }
            }
        }

        private void qualified(SqlToken first) {
            if (is(2, "*") && table != null && first.name().equals(table.name())) {
                template.part(new SqlPart.RowName(table));
                at++;
                copy(2);
            } else if (at + 2 < tokens.size() && tokens.get(at + 2).isName()) {
                TableId id = new TableId(first.name(), tokens.get(at + 2).name());
                known.addTo(template, id);
                at += 3;
                if (names != null && names.relations().contains(id) && QueryNames.isAlias(tokens, at + 1)) {
                    copy(2);
                }
            } else {
                operator(first);
            }
        }

        /** {@code OPERATOR(schema.=)}. */
        private void operator(SqlToken schema) {
            String name = at + 2 < tokens.size() ? tokens.get(at + 2).text() : "";
            known.extensionOf(new TableId(schema.name(), name)).ifPresentOrElse(
                    extension -> template.part(new SqlPart.ExtensionSchema(extension, schema.name())),
                    () -> template.text(schema.text()));
            at++;
            copy(1);
        }

        /** Types of several words are the built-in ones; a column's name cannot follow a type directly. */
        private void type() {
            if (at < tokens.size() && tokens.get(at).isName() && is(1, ".")) {
                qualified(tokens.get(at));
                return;
            }
            while (at < tokens.size() && (tokens.get(at).isName() || isSpaceBeforeName())) {
                copy(1);
            }
        }

        private boolean isSpaceBeforeName() {
            return tokens.get(at).kind() == SqlToken.Kind.SPACE && at + 1 < tokens.size()
                    && tokens.get(at + 1).isName();
        }

        private boolean isColumn(SqlToken token) {
            boolean field = at > 0 && tokens.get(at - 1).is(".");
            boolean named = isFieldOfTime() || at > 1 && NAMED_BY_KEYWORD.contains(tokens.get(at - 2).text());
            boolean argument = is(1, "=>") || at + 2 < tokens.size() && is(2, "=>");
            boolean option = is(1, "="); // operators have spaces around them, options like fillfactor='70' have not
            return columns.contains(token.name()) && !field && !named && !argument && !option && !is(1, "(");
        }

        /** {@code EXTRACT(year FROM ...)}. */
        private boolean isFieldOfTime() {
            return at > 1 && tokens.get(at - 1).is("(") && tokens.get(at - 2).text().equals("EXTRACT");
        }

        private boolean isRelationLiteral() {
            return tokens.get(at).kind() == SqlToken.Kind.STRING && is(1, "::") && at + 2 < tokens.size()
                    && tokens.get(at + 2).text().equals("regclass") && literalName(tokens.get(at)) != null;
        }

        /** @return null if the literal is no qualified name */
        private TableId literalName(SqlToken literal) {
            String text = literal.text();
            List<SqlToken> name = SqlLexer.tokens(text.substring(1, text.length() - 1).replace("''", "'"));
            boolean qualified = name.size() == 3 && name.get(0).isName() && name.get(1).is(".") && name.get(2).isName();
            return qualified ? new TableId(name.get(0).name(), name.get(2).name()) : null;
        }

        private boolean is(int ahead, String symbol) {
            return at + ahead < tokens.size() && tokens.get(at + ahead).is(symbol);
        }

        private void copy(int count) {
            for (int i = 0; i < count && at < tokens.size(); i++) {
                template.text(tokens.get(at++).text());
            }
        }
    }
}
