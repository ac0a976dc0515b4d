package dev.baton.local;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one Baton inside the JVM for its whole test run and stops it before the parts below it. */
final class SharedBaton implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedBaton.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BatonInside.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    private static BatonInside shared(ExtensionContext context) {
        LocalSystem system = SharedLocalSystem.shared(context);
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, key -> new Shared(BatonInside.start(system)), Shared.class)
                .baton();
    }

    private record Shared(BatonInside baton) implements AutoCloseable {

        @Override
        public void close() {
            baton.close();
        }
    }
}
