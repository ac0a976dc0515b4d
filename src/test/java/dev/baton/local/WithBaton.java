package dev.baton.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the one Baton that all such classes of a JVM share, on the shared local system and with the staff
 * of the demonstration, as a {@link BatonInside} parameter of its constructor or methods. Its time only goes forwards,
 * and its leads are everybody's: a test names its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithLocalSystem
@ExtendWith(SharedBaton.class)
public @interface WithBaton {}
