package io.pgtwin.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.pgtwin.common.model.TableId;

class CirclesTest {
    private static final TableId CUSTOMERS = table("customers");
    private static final TableId ORDERS = table("orders");
    private static final TableId LINES = table("lines");
    private static final TableId DEPARTMENTS = table("departments");
    private static final TableId EMPLOYEES = table("employees");

    @Test
    void eachTableComesAfterThoseThatItRefersTo() {
        Map<TableId, Set<TableId>> parents = Map.of(LINES, Set.of(ORDERS), ORDERS, Set.of(CUSTOMERS, ORDERS));

        assertThat(circles(parents, LINES, ORDERS, CUSTOMERS))
                .containsExactly(Set.of(CUSTOMERS), Set.of(ORDERS), Set.of(LINES));
    }

    @Test
    void tablesThatReferToEachOtherAreTogether() {
        Map<TableId, Set<TableId>> parents = Map.of(EMPLOYEES, Set.of(DEPARTMENTS, CUSTOMERS),
                DEPARTMENTS, Set.of(EMPLOYEES), LINES, Set.of(EMPLOYEES));

        assertThat(circles(parents, LINES, DEPARTMENTS, CUSTOMERS, EMPLOYEES))
                .containsExactly(Set.of(CUSTOMERS), Set.of(DEPARTMENTS, EMPLOYEES), Set.of(LINES));
    }

    @Test
    void aCircleThatOthersCloseIsNone() {
        Map<TableId, Set<TableId>> parents =
                Map.of(EMPLOYEES, Set.of(DEPARTMENTS), DEPARTMENTS, Set.of(LINES), LINES, Set.of(EMPLOYEES));

        assertThat(circles(parents, EMPLOYEES, DEPARTMENTS))
                .containsExactly(Set.of(DEPARTMENTS), Set.of(EMPLOYEES));
    }

    private static Stream<Set<TableId>> circles(Map<TableId, Set<TableId>> parents, TableId... tables) {
        return new Circles(parents, List.of(tables)).parentsFirst().stream().map(Set::copyOf);
    }

    private static TableId table(String name) {
        return new TableId("public", name);
    }
}
