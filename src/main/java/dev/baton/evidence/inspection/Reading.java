package dev.baton.evidence.inspection;

import org.springframework.modulith.NamedInterface;

/** What came of reading the text of a file. */
@NamedInterface("files")
public enum Reading {
    /** All of it, or as much as the configured limit allows. */
    READ,
    /** It was read and holds no text. */
    NO_TEXT,
    /** A picture or a scan, and this installation recognises no characters in pictures; or a recording. */
    NOT_READABLE,
    /** It took longer than allowed. */
    GAVE_UP
}
