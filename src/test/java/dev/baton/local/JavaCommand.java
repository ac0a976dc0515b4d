package dev.baton.local;

import java.nio.file.Path;

/** The JDK that runs us also runs our children: whichever the build selected, they agree. */
final class JavaCommand {

    private JavaCommand() {}

    static String executable() {
        return ProcessHandle.current().info().command().orElseGet(() -> Path.of(
                        System.getProperty("java.home"), "bin", "java")
                .toString());
    }
}
