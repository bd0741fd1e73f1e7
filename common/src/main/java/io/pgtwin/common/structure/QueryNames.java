package io.pgtwin.common.structure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pgtwin.common.model.TableId;

/**
 * Under which names the tables and views of a query have their columns: {@code app.items i} under {@code i},
 * {@code app.items} under {@code items}. A name that stands for two of them, in different parts of the query, stands
 * for none.
 */
final class QueryNames {
    private final Map<String, Name> names = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final Set<TableId> relations = new HashSet<>();

    /** @param own whether it is the relation's own name, which changes with it */
    record Name(TableId relation, boolean own) {}

    /** @param relations those that are known */
    static QueryNames of(List<SqlToken> tokens, Set<TableId> relations) {
        QueryNames names = new QueryNames();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isName() && tokens.get(i + 1).is(".") && tokens.get(i + 2).isName()) {
                TableId id = new TableId(tokens.get(i).name(), tokens.get(i + 2).name());
                if (relations.contains(id)) {
                    names.relations.add(id);
                    names.add(isAlias(tokens, i + 4) ? new Name(id, false) : new Name(id, true),
                            isAlias(tokens, i + 4) ? tokens.get(i + 4).name() : id.name());
                }
            }
        }
        return names;
    }

    /** Keywords are written in capitals. */
    static boolean isAlias(List<SqlToken> tokens, int at) {
        return at < tokens.size() && tokens.get(at - 1).kind() == SqlToken.Kind.SPACE && tokens.get(at).isName();
    }

    void add(Name name, String text) {
        Name other = names.put(text, name);
        if (other != null && !other.equals(name)) {
            ambiguous.add(text);
        }
    }

    /** @return null if it is no such name, or not a clear one */
    Name of(String text) {
        return ambiguous.contains(text) ? null : names.get(text);
    }

    /** The relations that occur. */
    Set<TableId> relations() {
        return relations;
    }
}
