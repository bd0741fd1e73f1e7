package io.pgtwin.testbed.precheck;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.pgtwin.testbed.process.TestbedException;

/**
 * A connector's options from a file: the body of a REST request, or properties. What it takes from config providers
 * {@code file}, {@code dir} and {@code env} is looked up as the worker would, on this machine.
 */
public final class ConnectorProperties {
    private static final String NAME = "name";
    private static final String CONFIG = "config";

    private ConnectorProperties() {}

    /** @throws TestbedException if the file cannot be read, is malformed or names a secret that is not there */
    public static Map<String, String> read(Path file) {
        try {
            String text = Files.readString(file);
            return resolved(text.stripLeading().startsWith("{") ? ofJson(text) : ofProperties(text));
        } catch (IOException e) {
            throw new TestbedException("Cannot read " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new TestbedException(file + " is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | ConfigException e) {
            throw new TestbedException(file + ": " + e.getMessage());
        }
    }

    /** Both forms that the REST interface takes: with the name beside the options, and the options alone. */
    private static Map<String, String> ofJson(String text) {
        JsonNode body = new JsonMapper().readTree(text);
        Map<String, String> options = new LinkedHashMap<>();
        body.path(CONFIG).properties().forEach(option -> options.put(option.getKey(), option.getValue().asString()));
        if (!body.has(CONFIG)) {
            body.properties().forEach(option -> options.put(option.getKey(), option.getValue().asString()));
        }
        if (body.has(NAME)) {
            options.put(NAME, body.get(NAME).asString());
        }
        return options;
    }

    private static Map<String, String> ofProperties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> options = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name)));
        return options;
    }

    private static Map<String, String> resolved(Map<String, String> options) {
        Map<String, ConfigProvider> providers = Map.of("file", new FileConfigProvider(), "dir",
                new DirectoryConfigProvider(), "env", new EnvVarConfigProvider());
        providers.values().forEach(provider -> provider.configure(Map.of()));
        return new HashMap<>(new ConfigTransformer(providers).transform(options).data());
    }
}
