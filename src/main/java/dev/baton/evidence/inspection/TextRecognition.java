package dev.baton.evidence.inspection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Recognises characters in pictures, where the machine has something that does (SG-04). */
public interface TextRecognition {

    /** @return nothing where this picture took longer than allowed, or could not be read at all */
    Optional<String> read(Path picture) throws IOException;

    boolean isOn();

    Condition condition();
}
