package io.pgtwin.sink.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.pgtwin.common.config.CheckResult;
import io.pgtwin.common.config.ConnectionOptions;
import io.pgtwin.common.config.Grants;
import io.pgtwin.common.config.Grants.Right;
import io.pgtwin.common.pg.Sql;
import io.pgtwin.sink.preflight.ServerFacts.Account;

/** From what is there of the tables to the rights that the account lacks. */
final class RightChecks {
    private static final String ON_TABLES = "rights on tables";
    private static final String TRUNCATE = "TRUNCATE";
    private static final Right USAGE =
            new Right("USAGE on schemas", "USAGE", "schema", "tables in it are to be filled");
    private static final Right CREATE =
            new Right("CREATE on schemas", "CREATE", "schema", "tables that it lacks are to be created");
    private static final Right CREATE_SCHEMAS =
            new Right("CREATE on the database", "CREATE", "database", "schemas that it lacks are to be created");

    private final List<TableFacts> tables;
    private final Account account;
    private final Grants grants;

    RightChecks(List<TableFacts> tables, Account account) {
        this.tables = tables;
        this.account = account;
        this.grants = new Grants("target", account.name());
    }

    /** @param createsMissing whether tables that do not exist are created */
    List<CheckResult> results(boolean createsMissing) {
        List<CheckResult> results = new ArrayList<>();
        results.add(grants.of(USAGE, schemas(it -> !it.mayUse())));
        if (createsMissing) {
            results.add(grants.of(CREATE, schemas(it -> !it.exists() && it.schemaExists() && !it.mayCreate())));
            boolean makesSchemas = tables.stream().anyMatch(it -> !it.schemaExists());
            results.add(grants.ofDatabase(CREATE_SCHEMAS, account.database(), !makesSchemas || account.mayCreate()));
        }
        results.addAll(onTables());
        return results;
    }

    private Set<String> schemas(Predicate<TableFacts> condition) {
        return tables.stream().filter(condition).map(it -> Sql.identifier(it.id().schema()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<CheckResult> onTables() {
        List<CheckResult> results = tables.stream().filter(TableFacts::exists).map(this::onTable)
                .flatMap(Collection::stream).toList();
        return results.isEmpty()
                ? List.of(CheckResult.ok(ON_TABLES, ConnectionOptions.USER, "has all on those that exist")) : results;
    }

    private List<CheckResult> onTable(TableFacts table) {
        List<CheckResult> results = new ArrayList<>();
        List<String> needed = table.lacking().stream().filter(right -> !right.equals(TRUNCATE)).toList();
        List<String> name = List.of(Sql.table(table.id()));
        if (!needed.isEmpty()) {
            results.add(grants.of(new Right(ON_TABLES, String.join(", ", needed), "table",
                    "rows are copied to it and changed in it"), name));
        }
        if (table.lacking().contains(TRUNCATE)) {
            results.add(CheckResult.warning("TRUNCATE on tables", ConnectionOptions.USER, "Account " + account.name()
                    + " has no right TRUNCATE on " + name.get(0), "a truncate of the source is applied as a delete of"
                    + " all rows, which is slow for many; as the owner", "GRANT TRUNCATE ON " + name.get(0) + " TO "
                    + Sql.identifier(account.name()) + ";"));
        }
        return results;
    }
}
