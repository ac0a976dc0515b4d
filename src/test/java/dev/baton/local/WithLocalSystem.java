package dev.baton.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the local system that all such classes of one JVM share, as a {@link LocalSystem} parameter of its
 * constructor or methods. The clock can be moved forwards, the data are everybody's: a test names its own records.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("e2e")
@ExtendWith(SharedLocalSystem.class)
public @interface WithLocalSystem {}
