package io.pgtwin.sink.database;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.pgtwin.common.failure.FailureKind;
import io.pgtwin.common.failure.PgTwinException;
import io.pgtwin.common.model.ColumnDefinition;
import io.pgtwin.common.model.Row;
import io.pgtwin.common.model.TableDefinition;
import io.pgtwin.common.model.Text;
import io.pgtwin.common.model.ValueKind;
import io.pgtwin.common.pg.CopyBinary;
import io.pgtwin.common.pg.UniqueIndex;

/**
 * A source table's definition laid over its target table: which column goes where. Columns are numbered as in the
 * definition. Immutable.
 */
public final class BoundTable {
    private static final String UNKNOWN_TYPE = "";

    private final TableDefinition definition;
    private final TargetTable target;
    private final TargetColumn[] columns;
    private final BitSet writable = new BitSet();
    private final BitSet key = new BitSet();
    private final BitSet base64 = new BitSet();
    private final boolean coversTarget;
    private final boolean takesBinary;
    private final Map<String, UniqueIndex.Equality> equalities;

    private BoundTable(TableDefinition definition, TargetTable target, TargetColumn[] columns) {
        this.definition = definition;
        this.target = target;
        this.columns = columns;
        this.takesBinary = takesBinary(definition, columns);
        this.coversTarget = columnsLeftToNull(target, columns).isEmpty();
        for (int i = 0; i < columns.length; i++) {
            writable.set(i, !columns[i].generated());
            base64.set(i, isSchemaless() && ValueKind.ofType(columns[i].type()) == ValueKind.BYTES);
        }
        for (int i = 0; i < definition.keyColumns().size(); i++) {
            key.set(definition.keyIndex(i));
        }
        this.equalities = keyEqualities();
    }

    /** @throws PgTwinException if the target table cannot hold the source's rows; the message names the column */
    static BoundTable bind(TableDefinition definition, TargetTable target, ColumnMapping mapping) {
        TargetColumn[] columns = new TargetColumn[definition.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = targetColumn(definition, definition.columns().get(i), target, mapping);
        }
        BoundTable bound = new BoundTable(definition, target, columns);
        bound.checkTypes();
        bound.checkColumnsThatAreNotSent();
        bound.checkRules();
        return bound;
    }

    private static TargetColumn targetColumn(
            TableDefinition definition, ColumnDefinition column, TargetTable target, ColumnMapping mapping) {
        String name = mapping.map(definition.id(), column.name());
        return target.column(name).orElseThrow(() -> new PgTwinException(FailureKind.TARGET_COLUMN_MISSING,
                "Target table " + target.id() + " has no column '" + name + "' for column '" + column.name()
                        + "' of source table " + definition.id()));
    }

    /** Records without schemas do not tell types. */
    private void checkTypes() {
        for (int i = 0; i < columns.length; i++) {
            ColumnDefinition column = definition.columns().get(i);
            boolean fits = column.type().equals(UNKNOWN_TYPE) || columns[i].generated()
                    || TypeFit.fits(column.type(), columns[i].baseType());
            if (!fits) {
                throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, "Column '" + columns[i].name()
                        + "' of target table " + target.id() + " is " + columns[i].type() + ", which does not hold"
                        + " every value of column '" + column.name() + "' of source table " + definition.id() + ", "
                        + column.type() + ": give it that type or a wider one");
            }
        }
    }

    /** Only where the definition is whole: a schemaless record of an update or delete may lack any column. */
    private void checkColumnsThatAreNotSent() {
        if (isSchemaless()) {
            return;
        }
        for (TargetColumn column : columnsLeftToNull(target, columns)) {
            if (column.notNull()) {
                throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, "Column '" + column.name()
                        + "' of target table "
                        + target.id() + " is NOT NULL without a default, and source table " + definition.id()
                        + " has no column for it: give it a default, drop it or map a column to it");
            }
        }
    }

    /** The target columns that an insert of the source's columns leaves without a value. */
    private static List<TargetColumn> columnsLeftToNull(TargetTable target, TargetColumn[] sent) {
        return target.columns().stream().filter(column -> !column.hasDefault() && !column.generated())
                .filter(column -> !List.of(sent).contains(column)).toList();
    }

    /** Whether rows can be written in {@code COPY}'s binary format if all of the definition's types suit that. */
    public boolean takesBinary() {
        return takesBinary;
    }

    private static boolean takesBinary(TableDefinition definition, TargetColumn[] columns) {
        return IntStream.range(0, columns.length).allMatch(
                i -> CopyBinary.isSame(definition.columns().get(i).type(), columns[i].baseType()));
    }

    private Map<String, UniqueIndex.Equality> keyEqualities() {
        List<String> names = names(key);
        return names.isEmpty() ? Map.of() : target.uniqueKey(Set.copyOf(names)).map(UniqueIndex::equalities)
                .orElseThrow(() -> new PgTwinException(FailureKind.TARGET_UNSUITABLE, "Target table " + target.id()
                        + " has no primary key or unique index on exactly " + names + ", the key of source table "
                        + definition.id() + ": create one, without DEFERRABLE"));
    }

    private void checkRules() {
        if (!target.rewriting().isEmpty()) {
            throw new PgTwinException(FailureKind.TARGET_UNSUITABLE, "Rules " + target.rewriting() + " of target table "
                    + target.id() + " would rewrite what pgtwin writes: drop them, or ALTER TABLE " + target.sqlName()
                    + " DISABLE RULE ...");
        }
    }

    private boolean isSchemaless() {
        return definition.columns().isEmpty() || definition.columns().get(0).type().equals(UNKNOWN_TYPE);
    }

    public TableDefinition definition() {
        return definition;
    }

    public TargetTable target() {
        return target;
    }

    public TargetColumn column(int column) {
        return columns[column];
    }

    /** The key's columns; empty for a table without a key. */
    public BitSet key() {
        return (BitSet) key.clone();
    }

    /** How rows are found by a column of the key. */
    public UniqueIndex.Equality equality(int keyColumn) {
        return equalities.get(columns[keyColumn].name());
    }

    /** The columns that a row sends and that the target lets be written. */
    public BitSet sentColumns(Row row) {
        BitSet sent = (BitSet) writable.clone();
        for (int i = 0; i < columns.length; i++) {
            if (row.isUnchanged(i)) {
                sent.clear(i);
            }
        }
        return sent;
    }

    /** What a staged row may have to hold: the columns to write, and the key even if the target computes it. */
    public BitSet stagedColumns() {
        BitSet staged = writableColumns();
        staged.or(key);
        return staged;
    }

    /** Of {@code sent}, what an update cannot set, besides the key: identity columns that are GENERATED ALWAYS. */
    public BitSet fixed(BitSet sent) {
        BitSet fixed = identityAlways(sent);
        fixed.andNot(key);
        return fixed;
    }

    /** Of {@code sent}, the identity columns that are GENERATED ALWAYS. */
    public BitSet identityAlways(BitSet sent) {
        BitSet always = new BitSet();
        sent.stream().filter(column -> columns[column].identityAlways()).forEach(always::set);
        return always;
    }

    /** Of {@code sent}, what an update may set on a row that is in the way: the key too, as equal is not the same. */
    public BitSet replaceable(BitSet sent) {
        BitSet replaceable = (BitSet) sent.clone();
        replaceable.andNot(identityAlways(sent));
        return replaceable;
    }

    /** Every column that the target lets be written. */
    public BitSet writableColumns() {
        return (BitSet) writable.clone();
    }

    /** Of {@code sent}, what an update may set besides the key, by which it finds the row. */
    public BitSet updatable(BitSet sent) {
        BitSet updatable = replaceable(sent);
        updatable.andNot(key);
        return updatable;
    }

    /** The target names of columns. */
    public List<String> names(BitSet of) {
        List<String> names = new ArrayList<>();
        of.stream().forEach(column -> names.add(columns[column].name()));
        return names;
    }

    /**
     * Whether a row tells all that an insert needs. A record without schema may not even tell which columns it lacks,
     * so there the target's columns decide.
     */
    public boolean isWhole(Row row) {
        return row.isComplete() && (!isSchemaless() || coversTarget);
    }

    /**
     * A value as the target takes it: JSON without schemas carries bytes as Base64 text, which only the target can
     * tell.
     */
    public Object value(Row row, int column) {
        Object value = row.value(column);
        return base64.get(column) && value instanceof Text text ? decoded(text, column) : value;
    }

    private byte[] decoded(Text text, int column) {
        try {
            return Base64.getDecoder().decode(text.string());
        } catch (IllegalArgumentException e) {
            throw new PgTwinException(FailureKind.RECORD_MALFORMED, "The value for column '" + columns[column].name()
                    + "' of target table " + target.id() + ", a bytea, is no Base64 text");
        }
    }
}
