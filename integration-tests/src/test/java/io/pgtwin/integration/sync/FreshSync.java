package io.pgtwin.integration.sync;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import io.pgtwin.testbed.SharedTestbed;

/**
 * Gives a test method a {@link Sync} of its own on the shared servers and removes it afterwards. Keeps the logs of the
 * servers when a test has failed.
 */
public final class FreshSync implements ParameterResolver, AfterTestExecutionCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FreshSync.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sync.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Sync.class, it -> Sync.on(Servers.shared()));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        keepLogsOf(context);
    }

    /** For what fails outside of test methods. */
    @Override
    public void afterAll(ExtensionContext context) {
        keepLogsOf(context);
    }

    private static void keepLogsOf(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            SharedTestbed.get().keepLogs();
        }
    }
}
