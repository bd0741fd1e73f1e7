package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands beside the objects that are carried, or hangs on them, and stays behind. */
final class Remainder {
    private final Source source;
    private final Set<Long> functions;
    private final Set<Long> views;

    /**
     * @param functions by their oids: that are carried, or are told of already
     * @param views by their oids: that are carried
     */
    Remainder(Source source, Set<Long> functions, Set<Long> views) {
        this.source = source;
        this.functions = functions;
        this.views = views;
    }

    /** @param objects that are carried */
    List<NotCarried> read(Collection<StructureObject> objects) throws SQLException {
        Set<Long> tables = source.tableOids();
        List<Long> relations = new ArrayList<>(tables);
        source.sequences().forEach(sequence -> relations.add(sequence.oid()));
        List<NotCarried> all = source.catalog().query("not-carried",
                row -> isIncluded(row) ? Optional.<NotCarried>empty() : Optional.of(new NotCarried(row.text("kind"),
                        row.text("name"), row.text("reason"))),
                List.of(tables, schemas(objects), relations, source.dependencies().all("pg_type"))).stream()
                .flatMap(Optional::stream).collect(Collectors.toCollection(ArrayList::new));
        boolean grants = source.included().has(StructureInclude.GRANTS);
        all.addAll(source.catalog().query("not-carried-of-included",
                row -> new NotCarried(row.text("kind"), row.text("name"), row.text("reason")),
                List.of(views, views, views, grants ? Set.of() : views, grants ? Set.of() : functions)));
        source.sequences().stream().filter(sequence -> !sequence.readable()).forEach(sequence -> all.add(new NotCarried(
                "value of sequence", sequence.id().toString(), "the account may not read it")));
        return all;
    }

    private boolean isIncluded(CatalogRow row) throws SQLException {
        if (row.text("include") == null) {
            return false;
        }
        StructureInclude kind = StructureInclude.of(row.text("include"));
        return source.included().has(kind) && switch (kind) {
            case FUNCTIONS -> functions.contains(row.number("oid"));
            case VIEWS -> isWantedView(row.number("oid"));
            case TRIGGERS, POLICIES, GRANTS -> true;
        };
    }

    private boolean isWantedView(long oid) {
        return source.views().stream().anyMatch(view -> view.oid() == oid);
    }

    private static Set<String> schemas(Collection<StructureObject> objects) {
        return objects.stream().filter(object -> object.kind() != StructureKind.EXTENSION
                && object.kind() != StructureKind.SCHEMA && object.kind() != StructureKind.FUNCTION)
                .map(object -> object.id().schema())
                .collect(Collectors.toSet());
    }
}
