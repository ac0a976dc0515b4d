package dev.baton.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.baton.local.Chromium;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one browser for the test run, gives each test its own visitors in it and keeps what a failed one saw. */
final class SharedBrowser implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(SharedBrowser.class);
    private static final boolean REQUIRED = "true".equalsIgnoreCase(System.getenv("CI"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.find().isPresent() || REQUIRED) {
            return ConditionEvaluationResult.enabled("a Chromium is there, or has to be");
        }
        return ConditionEvaluationResult.disabled(
                "no Chromium on this machine: install chromium or google-chrome to run the browser tests");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visits.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Visits.class, key -> new Visits(browser(context)));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Visits visits = context.getStore(NAMESPACE).get(Visits.class, Visits.class);
        if (visits != null && context.getExecutionException().isPresent()) {
            visits.keepFailure(context.getRequiredTestMethod().getName());
        }
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
                .browser();
    }

    private record Shared(Playwright playwright, Browser browser) implements AutoCloseable {

        static Shared start() {
            var executable = Chromium.find()
                    .orElseThrow(
                            () -> new IllegalStateException("continuous integration needs a Chromium: none found"));
            Playwright playwright = Chromium.driver();
            return new Shared(playwright, playwright.chromium().launch(Chromium.options(executable)));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
