package dev.baton.browser;

import dev.baton.local.WithBaton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class the shared Baton and a Chromium, which it opens for its people through a {@link Visits} parameter.
 * Without a Chromium on the machine the class is left out; continuous integration fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithBaton
@ExtendWith(SharedBrowser.class)
@interface WithBrowser {}
