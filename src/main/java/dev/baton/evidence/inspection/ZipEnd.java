package dev.baton.evidence.inspection;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last part of a ZIP file, by which programs know one, whatever comes before it.
 *
 * @param entries how many it claims to have
 * @param directorySize how long its list of contents claims to be
 */
record ZipEnd(int entries, long directorySize) {

    private static final int LENGTH = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int SIGNATURE = 0x06054b50;

    /** Found where a comment that fits goes on to the very end of the file, as every program that opens one asks for. */
    static Optional<ZipEnd> of(Path file) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            var size = content.length();
            var tail = new byte[(int) Math.min(size, LENGTH + LONGEST_COMMENT)];
            content.seek(size - tail.length);
            content.readFully(tail);
            var bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = tail.length - LENGTH; at >= 0; at--) {
                if (bytes.getInt(at) == SIGNATURE
                        && at + LENGTH + Short.toUnsignedInt(bytes.getShort(at + 20)) == tail.length) {
                    return Optional.of(new ZipEnd(
                            Short.toUnsignedInt(bytes.getShort(at + 10)),
                            Integer.toUnsignedLong(bytes.getInt(at + 12))));
                }
            }
            return Optional.empty();
        }
    }

    static boolean beginsLikeZip(byte[] beginning) {
        return beginning.length >= 4
                && beginning[0] == 'P'
                && beginning[1] == 'K'
                && beginning[2] == 3
                && beginning[3] == 4;
    }
}
