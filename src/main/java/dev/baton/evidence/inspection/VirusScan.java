package dev.baton.evidence.inspection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks for viruses, where an installation has something that does. */
public interface VirusScan {

    /** @return the name of what was found */
    Optional<String> find(Path file) throws IOException;

    /** For the health page: what it is, and whether it answers now. */
    Condition condition();

    /** Nobody looks. */
    VirusScan OFF = new VirusScan() {

        @Override
        public Optional<String> find(Path file) {
            return Optional.empty();
        }

        @Override
        public Condition condition() {
            return Condition.off("baton.evidence.clamav.host is not set");
        }
    };
}
