package io.pgtwin.common.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands beside the objects that are carried, or hangs on them, and stays behind. */
final class Remainder {
    private final Source source;

    Remainder(Source source) {
        this.source = source;
    }

    /** @param objects that are carried */
    List<NotCarried> read(Collection<StructureObject> objects) throws SQLException {
        Set<Long> tables = source.tableOids();
        List<Long> relations = new ArrayList<>(tables);
        source.sequences().forEach(sequence -> relations.add(sequence.oid()));
        List<NotCarried> all = source.catalog().query("not-carried",
                row -> new NotCarried(row.text("kind"), row.text("name"), row.text("reason")),
                List.of(tables, schemas(objects), relations, source.dependencies().all("pg_type")));
        source.sequences().stream().filter(sequence -> !sequence.readable()).forEach(sequence -> all.add(new NotCarried(
                "value of sequence", sequence.id().toString(), "the account has no SELECT on it")));
        return all;
    }

    private static Set<String> schemas(Collection<StructureObject> objects) {
        return objects.stream().filter(object -> object.kind() != StructureKind.EXTENSION
                && object.kind() != StructureKind.SCHEMA).map(object -> object.id().schema())
                .collect(Collectors.toSet());
    }
}
