package io.pgtwin.sink.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A unique index that covers the whole table.
 *
 * @param equalities how the index tells equal values, by column
 */
public record UniqueKey(Map<String, Equality> equalities) {
    public UniqueKey {
        equalities = Map.copyOf(equalities);
    }

    /**
     * How values of a column are compared.
     *
     * @param operator as {@code OPERATOR(schema.=)}
     * @param cast what stands behind each side so that the operator takes it; may be empty
     */
    public record Equality(String operator, String cast) {
        /** @return the condition as SQL */
        public String of(String left, String right) {
            return left + cast + " " + operator + " " + right + cast;
        }
    }

    static UniqueKey of(List<String> columns, List<String> operators, List<String> casts) {
        Map<String, Equality> byColumn = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byColumn.put(columns.get(i), new Equality(operators.get(i), casts.get(i)));
        }
        return new UniqueKey(byColumn);
    }
}
