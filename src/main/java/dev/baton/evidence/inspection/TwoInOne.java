package dev.baton.evidence.inspection;

import dev.baton.shared.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Recognises files that are two things at once: one for whoever checks them, another for the program that opens them
 * later.
 */
final class TwoInOne {

    private static final int BEGINNING = 1024;
    private static final int MARGIN = 64 * 1024;
    /** Programs that write PDF leave a line or a padding behind the end, never a page. */
    private static final int AFTER_PDF = 1024;

    private static final List<String> PAGE =
            List.of("<!doctype html", "<html", "<script", "<body", "<iframe", "<?php", "<svg");
    private static final List<String> OTHER_ARCHIVES = List.of("Rar!\u001a\u0007", "7z\u00bc\u00af'\u001c");

    private TwoInOne() {}

    /** @param hasZipEnd whether programs that open ZIP files would open this one */
    static void refuse(Path file, boolean isZip, boolean isPdf, boolean isImage, boolean hasZipEnd) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            var beginning = text(content, 0, BEGINNING);
            if (isZip) {
                refuseIf(beginning.contains("%PDF-"));
                return;
            }
            refuseIf(hasZipEnd);
            if (isPdf) {
                refuseIf(!beginning.startsWith("%PDF-") || isPage(beginning) || isPage(behindEnd(content)));
            } else {
                refuseIf(beginning.contains("%PDF-"));
            }
            if (isImage) {
                var end = text(content, Math.max(0, content.length() - MARGIN), MARGIN);
                refuseIf(isPage(text(content, 0, MARGIN)) || isPage(end) || hasArchive(content));
            }
        }
    }

    /** What comes after the last end of a PDF; refused where it is more than a remainder. */
    private static String behindEnd(RandomAccessFile content) throws IOException {
        var tail = text(content, Math.max(0, content.length() - MARGIN), MARGIN);
        var end = tail.lastIndexOf("%%EOF");
        if (end < 0) {
            return "";
        }
        var behind = tail.substring(end + "%%EOF".length()).replaceAll("[\\s\\x00]+", "");
        refuseIf(behind.length() > AFTER_PDF);
        return behind;
    }

    private static boolean isPage(String part) {
        var lower = part.toLowerCase(Locale.ROOT);
        return PAGE.stream().anyMatch(lower::contains);
    }

    private static boolean hasArchive(RandomAccessFile content) throws IOException {
        var overlap = 8;
        for (long from = 0; from < content.length(); from += MARGIN - overlap) {
            var part = text(content, from, MARGIN);
            if (OTHER_ARCHIVES.stream().anyMatch(part::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Each byte as one character. */
    private static String text(RandomAccessFile content, long from, int length) throws IOException {
        var part = new byte[(int) Math.min(length, content.length() - from)];
        content.seek(from);
        content.readFully(part);
        return new String(part, StandardCharsets.ISO_8859_1);
    }

    private static void refuseIf(boolean two) {
        if (two) {
            throw Refusal.invalid("evidence-two-in-one", "file", Map.of());
        }
    }
}
