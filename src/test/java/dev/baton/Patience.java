package dev.baton;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** How long a test waits that names no time: long enough for a machine that does something else meanwhile. */
public final class Patience implements LauncherSessionListener {

    private static final Duration UNLESS_SAID = Duration.ofSeconds(30);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(UNLESS_SAID);
    }
}
