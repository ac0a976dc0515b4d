package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How the text of a file is written down. A file is read to its end before its encoding is believed: a wrong guess would
 * put garbled names on file, where nobody could find them again.
 *
 * @param mark how many bytes at the beginning are a byte order mark
 */
record TextEncoding(String charset, int mark) {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset COMMON_CHINESE = Charset.forName("GB2312");

    /** Nearly any bytes can be read as GB18030; only where most of it is everyday Chinese was it meant so. */
    private static final double EVERYDAY = 0.8;

    /** A small file with a rare name in it is no reason to doubt: people have such names. */
    private static final int RARE_NAMES = 3;

    private static final int ENOUGH_TO_JUDGE = 500_000;

    /** A mark that says how wide the characters are, and in which order their bytes. */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing, and never handed out
    private record Mark(byte[] bytes, Charset charset) {}

    private static final List<Mark> WIDE = List.of(
            new Mark(new byte[] {(byte) 0xFF, (byte) 0xFE}, StandardCharsets.UTF_16LE),
            new Mark(new byte[] {(byte) 0xFE, (byte) 0xFF}, StandardCharsets.UTF_16BE));

    private static final List<byte[]> NO_TABLES = List.of(
            new byte[] {'P', 'K', 3, 4},
            new byte[] {'%', 'P', 'D', 'F'},
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0},
            new byte[] {0x1F, (byte) 0x8B},
            new byte[] {'R', 'a', 'r', '!'},
            new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF},
            new byte[] {(byte) 0x89, 'P', 'N', 'G'},
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});

    static TextEncoding of(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(4);
        }
        if (NO_TABLES.stream().anyMatch(magic -> startsWith(head, magic))) {
            throw notACsv();
        }
        for (var wide : WIDE) {
            // What spreadsheets call "Unicode text".
            if (startsWith(head, wide.bytes())) {
                if (reads(file, wide.bytes().length, wide.charset())) {
                    return new TextEncoding(wide.charset().name(), wide.bytes().length);
                }
                throw unknown();
            }
        }
        var mark = startsWith(head, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}) ? 3 : 0;
        if (reads(file, mark, StandardCharsets.UTF_8)) {
            return new TextEncoding(StandardCharsets.UTF_8.name(), mark);
        }
        if (mark == 0 && reads(file, 0, GB18030)) {
            return new TextEncoding(GB18030.name(), 0);
        }
        throw unknown();
    }

    Reader open(Path file) throws IOException {
        return reader(file, mark, Charset.forName(charset));
    }

    private static Reader reader(Path file, int mark, Charset charset) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean reads(Path file, int mark, Charset charset) throws IOException {
        var chinese = new Chinese();
        try (var text = reader(file, mark, charset)) {
            var buffer = new char[32 * 1024];
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    var c = buffer[i];
                    if (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
                        throw notACsv();
                    }
                    chinese.read(c);
                }
            }
        } catch (CharacterCodingException e) {
            return false;
        }
        return !charset.equals(GB18030) || chinese.wasMeant();
    }

    /**
     * Looks at what bytes have become as GB18030. Chinese files consist of everyday characters and a few rare ones in
     * names; letters of western files become rare characters between Latin letters, and other encodings of Chinese
     * become half and half. Four bytes for a character happen in no other encoding.
     */
    private static final class Chinese {

        private final CharsetEncoder common = COMMON_CHINESE.newEncoder();
        private long foreign;
        private long everyday;
        private long betweenLetters;
        private char before = '\n';
        private boolean rareBefore;

        void read(char c) {
            if (c > 127 && foreign < ENOUGH_TO_JUDGE) {
                foreign++;
                var ordinary = common.canEncode(c) || Character.isSurrogate(c);
                everyday += ordinary ? 1 : 0;
                betweenLetters += !ordinary && isLatin(before) ? 1 : 0;
                rareBefore = !ordinary;
            } else {
                betweenLetters += rareBefore && isLatin(c) ? 1 : 0;
                rareBefore = false;
            }
            before = c;
        }

        boolean wasMeant() {
            if (everyday >= EVERYDAY * foreign) {
                return true;
            }
            var rare = foreign - everyday;
            return betweenLetters == 0 && rare <= RARE_NAMES && (everyday == 0 ? rare == 1 : rare < everyday);
        }

        private static boolean isLatin(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(Arrays.copyOf(head, magic.length), magic);
    }

    private static Refusal unknown() {
        return Refusal.invalid("encoding-unknown", "file", Map.of());
    }

    private static Refusal notACsv() {
        return Refusal.invalid("import-not-csv", "file", Map.of());
    }
}
