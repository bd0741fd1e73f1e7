package io.pgtwin.integration;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random statements on the tables of {@code hot-tables.sql}, each legal whatever the tables hold, as long as the other
 * session keeps to its own parity of ids and codes.
 */
final class RandomStatements {
    private static final int KEYS = 12;

    private final Random random;
    private final int parity;
    private final List<Supplier<String>> kinds;

    RandomStatements(Random random, int parity) {
        this.random = random;
        this.parity = parity;
        this.kinds = List.of(this::insertHot, this::insertHot, this::insertHot, this::changeHot, this::changeHot,
                this::changeHot, this::deleteHot, this::deleteHot, this::moveHot, this::moveHot, this::exchangeHotKeys,
                this::replaceHot, this::insertCoded, this::insertCoded, this::changeCoded, this::moveCoded,
                this::exchangeCodes, this::deleteCoded, this::insertManyHot, this::insertPair, this::insertPair,
                this::changePair, this::movePair, this::deletePair, this::insertWhole, this::insertWhole,
                this::changeWhole, this::moveWhole, this::deleteWhole, this::insertIndexed, this::insertIndexed,
                this::changeIndexed, this::moveIndexed, this::deleteIndexed, this::insertKeyless, this::insertKeyless,
                this::copyKeyless, this::changeKeyless, this::deleteKeyless, this::emitMessage);
    }

    /** One or several statements. */
    String next() {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private String insertHot() {
        return "INSERT INTO hot VALUES (%d, %s, %s, %s) ON CONFLICT DO NOTHING"
                .formatted(key(), note(), large(), large());
    }

    private String insertManyHot() {
        return "INSERT INTO hot SELECT 2 * i + %d, %s, %s FROM generate_series(0, %d) i ON CONFLICT DO NOTHING"
                .formatted(parity, note(), large(), KEYS - 1);
    }

    private String changeHot() {
        return "UPDATE hot SET %s WHERE %s".formatted(change(true), someKeys("id"));
    }

    private String deleteHot() {
        return "DELETE FROM hot WHERE " + someKeys("id");
    }

    private String moveHot() {
        return move("hot", "id", key(), key());
    }

    /** Each of the three moves is legal by itself, whichever of the two rows exist. */
    private String exchangeHotKeys() {
        int one = key();
        int other = key();
        return move("hot", "id", one, -1 - parity) + ";" + move("hot", "id", other, one) + ";"
                + move("hot", "id", -1 - parity, other);
    }

    private String insertCoded() {
        return "INSERT INTO coded VALUES (%d, %s, %s, %s) ON CONFLICT DO NOTHING"
                .formatted(key(), code(), note(), large());
    }

    private String changeCoded() {
        return "UPDATE coded SET %s WHERE %s".formatted(change(false), someKeys("id"));
    }

    private String moveCoded() {
        return move("coded", random.nextBoolean() ? "code" : "id", key(), key());
    }

    private String exchangeCodes() {
        int one = key();
        int other = key();
        return "UPDATE coded SET code = NULL WHERE code IN (%1$d, %2$d) AND id NOT IN (%1$d, %2$d);"
                        .formatted(one, other)
                + "UPDATE coded SET code = NULL WHERE id = %1$d; UPDATE coded SET code = NULL WHERE id = %2$d;"
                        .formatted(one, other)
                + "UPDATE coded SET code = %2$d WHERE id = %1$d;".formatted(one, other)
                + "UPDATE coded SET code = %1$d WHERE id = %2$d AND id <> %1$d".formatted(one, other);
    }

    private String deleteCoded() {
        return "DELETE FROM coded WHERE " + someKeys("code");
    }

    private String replaceHot() {
        int key = key();
        return "DELETE FROM hot WHERE id = %1$d; INSERT INTO hot VALUES (%1$d, %2$s, %3$s, %4$s);"
                        .formatted(key, note(), large(), large())
                + "UPDATE hot SET %s WHERE id = %d".formatted(change(true), key);
    }

    private String insertPair() {
        return "INSERT INTO pairs VALUES (%d, 'y%d', %s, %s) ON CONFLICT DO NOTHING"
                .formatted(key(), random.nextInt(3), note(), large());
    }

    private String changePair() {
        return "UPDATE pairs SET %s WHERE %s".formatted(change(false), someKeys("x"));
    }

    private String movePair() {
        int to = key();
        return ("UPDATE pairs SET x = %1$d WHERE x = %2$d AND NOT EXISTS (SELECT FROM pairs WHERE x = %1$d)")
                .formatted(to, key());
    }

    private String deletePair() {
        return "DELETE FROM pairs WHERE " + someKeys("x");
    }

    private String insertWhole() {
        return "INSERT INTO whole VALUES (%d, %s, %s) ON CONFLICT DO NOTHING".formatted(key(), note(), large());
    }

    private String changeWhole() {
        return "UPDATE whole SET %s WHERE %s".formatted(change(false), someKeys("id"));
    }

    private String moveWhole() {
        return move("whole", "id", key(), key());
    }

    private String deleteWhole() {
        return "DELETE FROM whole WHERE " + someKeys("id");
    }

    private String insertIndexed() {
        int key = key();
        return "INSERT INTO indexed VALUES (%d, %d, %s, %s) ON CONFLICT DO NOTHING"
                .formatted(key, key, note(), large());
    }

    private String changeIndexed() {
        return "UPDATE indexed SET %s WHERE %s".formatted(change(false), someKeys("id"));
    }

    private String moveIndexed() {
        return move("indexed", random.nextBoolean() ? "code" : "id", key(), key());
    }

    private String deleteIndexed() {
        return "DELETE FROM indexed WHERE " + someKeys("code");
    }

    private String insertKeyless() {
        return "INSERT INTO keyless SELECT %d, %s, %s FROM generate_series(1, %d)"
                .formatted(key(), note(), large(), 1 + random.nextInt(3));
    }

    private String copyKeyless() {
        return "COPY keyless (id) FROM PROGRAM 'seq %d 2 %d'".formatted(parity, 2 + random.nextInt(30));
    }

    private String changeKeyless() {
        return "UPDATE keyless SET %s WHERE ctid = (SELECT min(ctid) FROM keyless WHERE id = %d)"
                .formatted(change(false), key());
    }

    private String deleteKeyless() {
        return "DELETE FROM keyless WHERE ctid = (SELECT max(ctid) FROM keyless WHERE id = %d)".formatted(key());
    }

    private String emitMessage() {
        return "SELECT pg_logical_emit_message(%b, 'somebody', 'something')".formatted(random.nextBoolean());
    }

    private static String move(String table, String column, int from, int to) {
        return "UPDATE %1$s SET %2$s = %4$d WHERE %2$s = %3$d AND NOT EXISTS (SELECT FROM %1$s WHERE %2$s = %4$d)"
                .formatted(table, column, from, to);
    }

    private String change(boolean hasB) {
        return switch (random.nextInt(hasB ? 4 : 3)) {
            case 0 -> "note = " + note();
            case 1 -> "a = " + large();
            case 2 -> "a = " + large() + ", note = " + note();
            default -> "b = " + large();
        };
    }

    private String someKeys(String column) {
        return random.nextInt(4) == 0 ? "%s IN (%d, %d, %d)".formatted(column, key(), key(), key())
                : column + " = " + key();
    }

    private int key() {
        return 2 * random.nextInt(KEYS) + parity;
    }

    private String code() {
        return random.nextInt(3) == 0 ? "NULL" : String.valueOf(key());
    }

    private String note() {
        return random.nextInt(8) == 0 ? "NULL" : "'note " + random.nextInt(1000) + "'";
    }

    private String large() {
        return switch (random.nextInt(4)) {
            case 0 -> "NULL";
            case 1 -> "'short'";
            default -> "repeat(md5('" + random.nextInt(1000) + "'), 270)";
        };
    }
}
