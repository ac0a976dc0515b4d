package dev.baton.evidence.inspection;

/** What a file turned out to be; {@code text} is empty where none could be read. */
public record Inspected(FileName name, FileType type, Reading reading, String text) {}
