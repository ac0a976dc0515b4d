package dev.baton.evidence.inspection;

import dev.baton.shared.Refusal;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Goes through a ZIP file, Office's own included, without keeping anything of it: how much it would become, how deep it
 * goes, whether its parts lie over each other, whether it is locked. Every bound is kept while unpacking, whatever the
 * file says about itself.
 */
class ArchiveWalk {

    private static final int SMALL = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final InspectionProperties.Archives limits;
    private final long deadline;
    private final byte[] buffer = new byte[BUFFER];
    private long unpacked;
    private int entries;

    private ArchiveWalk(InspectionProperties.Archives limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.timeout().toNanos();
    }

    static void through(Path file, ZipEnd end, InspectionProperties.Archives limits) throws IOException {
        // Before the list of contents is read, for that alone can be as large as the file.
        if (end.entries() > limits.maxEntries() || end.directorySize() > 512L * limits.maxEntries()) {
            throw bomb();
        }
        new ArchiveWalk(limits).through(file);
    }

    private void through(Path file) throws IOException {
        long packed = 0;
        try (var zip = ZipFile.builder().setPath(file).get()) {
            for (var contents = zip.getEntries(); contents.hasMoreElements(); ) {
                var entry = contents.nextElement();
                count();
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    throw encrypted();
                }
                if (!zip.canReadEntryData(entry)) {
                    throw damaged();
                }
                packed += entry.getCompressedSize();
                try (var content = new BufferedInputStream(zip.getInputStream(entry), BUFFER)) {
                    inside(content, entry.getCompressedSize(), 1);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException broken) {
            throw damaged();
        }
        // Parts that share the same bytes are how a small file becomes petabytes without any ratio looking odd.
        if (packed > Files.size(file)) {
            throw bomb();
        }
    }

    /** @param packed how many bytes it was packed to; negative where that is not known beforehand */
    private void inside(BufferedInputStream content, long packed, int depth) throws IOException {
        content.mark(4);
        var beginning = content.readNBytes(4);
        content.reset();
        if (ZipEnd.beginsLikeZip(beginning)) {
            if (depth >= limits.maxDepth()) {
                throw bomb();
            }
            nested(content, depth + 1);
        }
        drain(content, packed);
    }

    private void nested(InputStream content, int depth) throws IOException {
        // Not closed: that would close the archive around it.
        var zip = new ZipInputStream(content);
        try {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                count();
                inside(new BufferedInputStream(zip, BUFFER), -1, depth);
            }
        } catch (ZipException notReallyOne) {
            // Something that only begins like an archive; what it unpacked to is counted all the same.
            return;
        }
    }

    private void drain(InputStream content, long packed) throws IOException {
        long own = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            own += read;
            unpacked += read;
            if (unpacked > limits.maxUnpacked().toBytes()
                    || (packed >= 0 && own > SMALL && own > packed * limits.maxRatio())) {
                throw bomb();
            }
            inTime();
        }
    }

    private void count() {
        if (++entries > limits.maxEntries()) {
            throw bomb();
        }
        inTime();
    }

    private void inTime() {
        if (System.nanoTime() > deadline) {
            throw bomb();
        }
    }

    static Refusal bomb() {
        return Refusal.invalid("evidence-too-complex", "file", Map.of());
    }

    static Refusal encrypted() {
        return Refusal.invalid("evidence-encrypted", "file", Map.of());
    }

    static Refusal damaged() {
        return Refusal.invalid("evidence-damaged", "file", Map.of());
    }
}
