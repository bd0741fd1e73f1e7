package io.pgtwin.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

import io.pgtwin.common.structure.StructureInclude;
import io.pgtwin.common.wire.TopicNames;
import io.pgtwin.source.offset.SyncStep;

/** What the values of single options may be, each with a {@link ConfigException} that says what is expected. */
final class SourceOptionChecks {
    static final List<String> STEPS = Stream.of(SyncStep.values()).map(SyncStep::text).toList();

    private static final Pattern LEGAL_SLOT_NAME = Pattern.compile("[a-z0-9_]{1,63}");

    private SourceOptionChecks() {
    }

    static void prefix(String option, Object value) {
        if (!TopicNames.isLegal(String.valueOf(value))) {
            throw new ConfigException(option, value, "expected letters, digits, '.', '_' and '-'");
        }
    }

    static void slotName(String option, Object value) {
        String name = String.valueOf(value);
        if (!name.isEmpty() && !LEGAL_SLOT_NAME.matcher(name).matches()) {
            throw new ConfigException(option, value, "expected 1 to 63 lower-case letters, digits and '_'");
        }
    }

    static void publicationName(String option, Object value) {
        if (String.valueOf(value).getBytes(StandardCharsets.UTF_8).length > SourceOptions.MAX_NAME_BYTES) {
            throw new ConfigException(option, value, "expected at most " + SourceOptions.MAX_NAME_BYTES + " bytes");
        }
    }

    private static void patterns(String option, Object value, String names) {
        for (Object pattern : (List<?>) value) {
            try {
                Pattern.compile(String.valueOf(pattern));
            } catch (PatternSyntaxException e) {
                throw new ConfigException(option, pattern,
                        "expected regular expressions that match whole " + names + " names: " + e.getDescription());
            }
        }
    }

    static void schemaPatterns(String option, Object value) {
        patterns(option, value, "schema");
    }

    static void tablePatterns(String option, Object value) {
        patterns(option, value, "schema.table");
    }

    static void columnPatterns(String option, Object value) {
        patterns(option, value, "schema.table.column");
    }

    /** Not {@code ValidList}, which older workers have without a way to refuse an empty list. */
    static void steps(String option, Object value) {
        List<?> steps = (List<?>) value;
        if (steps.isEmpty() || !STEPS.containsAll(steps)) {
            throw new ConfigException(option, value, "expected one or more of " + String.join(", ", STEPS));
        }
    }

    static void includes(String option, Object value) {
        if (!StructureInclude.TEXTS.containsAll((List<?>) value)) {
            throw new ConfigException(option, value, "expected some of " + String.join(", ", StructureInclude.TEXTS));
        }
    }

    static void ddlMode(String option, Object value) {
        if ("apply".equals(value)) {
            throw new ConfigException(option, value, "applying definition changes is not available yet; expected fail");
        }
        ValidString.in("fail").ensureValid(option, value);
    }
}
