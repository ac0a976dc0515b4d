package dev.baton.evidence.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Text without a program around it, in the encodings that people here use. */
final class PlainText {

    private static final List<Charset> ENCODINGS = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));
    private static final int LONGEST_CHARACTER = 4;

    private PlainText() {}

    /** @return nothing where it is in no known encoding */
    static Optional<String> read(Path file, int maxCharacters) throws IOException {
        byte[] bytes;
        try (var content = Files.newInputStream(file)) {
            bytes = content.readNBytes(maxCharacters * 2);
        }
        var all = bytes.length == Files.size(file);
        if (bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
            return decoded(bytes, StandardCharsets.UTF_16, all);
        }
        return ENCODINGS.stream()
                .flatMap(encoding -> decoded(bytes, encoding, all).stream())
                .findFirst();
    }

    /** The last character may have been cut off where not all was read. */
    private static Optional<String> decoded(byte[] bytes, Charset encoding, boolean all) {
        for (int less = 0; less < (all ? 1 : LONGEST_CHARACTER); less++) {
            try {
                return Optional.of(encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, Math.max(0, bytes.length - less)))
                        .toString());
            } catch (CharacterCodingException notThisOne) {
                // the next one may fit
            }
        }
        return Optional.empty();
    }
}
