package io.pgtwin.common.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/** Writes a connector's options as a Markdown page: one table per group, in the order of the definition. */
public final class OptionTable {
    private static final String HEAD = """
            | option | default | valid values | importance | meaning |
            |---|---|---|---|---|
            """;

    private OptionTable() {
    }

    /** @param title the page's first line */
    public static String of(String title, ConfigDef definition) {
        List<ConfigKey> options = definition.configKeys().values().stream().filter(key -> !key.internalConfig).toList();
        return "# " + title + "\n\n<!-- generated from the code; a test fails when this page is stale -->\n"
                + definition.groups().stream().map(group -> group(group, options)).collect(Collectors.joining());
    }

    private static String group(String group, List<ConfigKey> options) {
        return "\n## " + group + "\n\n" + HEAD + options.stream().filter(option -> group.equals(option.group))
                .map(OptionTable::line).collect(Collectors.joining());
    }

    private static String line(ConfigKey option) {
        return "| `%s` | %s | %s | %s | %s |\n".formatted(option.name, defaultValue(option),
                escaped(validValues(option)), option.importance.name().toLowerCase(Locale.ROOT),
                escaped(option.documentation));
    }

    private static String defaultValue(ConfigKey option) {
        if (!option.hasDefault()) {
            return "required";
        }
        boolean secret = option.defaultValue instanceof Password;
        String value = secret ? ((Password) option.defaultValue).value()
                : ConfigDef.convertToString(option.defaultValue, option.type);
        if (value == null || value.isEmpty()) {
            return "none";
        }
        return secret ? "hidden" : "`" + value + "`";
    }

    /** A validator that is a lambda says nothing about itself; then the type has to do. */
    private static String validValues(ConfigKey option) {
        if (option.type == Type.BOOLEAN) {
            return "true, false";
        }
        if (option.validator == null || option.validator.getClass().isHidden()) {
            return option.type.name().toLowerCase(Locale.ROOT);
        }
        return readable(option.validator.toString());
    }

    /** From {@code [1,...,64]}, which is how Kafka's validators describe themselves. */
    private static String readable(String description) {
        return description.replace(",...,", " to ").replace(",...", " or more").replaceAll("^\\[|]", "");
    }

    /** Angle brackets would be HTML, a bar would end the cell, and regular expressions have characters of Markdown. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("|", "\\|").replace("<", "&lt;")
                .replace("\n", " ");
    }
}
