package dev.baton.evidence;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Files of all sorts, honest ones and others. */
public final class Papers {

    private Papers() {}

    private interface Writing {
        void into(ByteArrayOutputStream out) throws Exception;
    }

    private static byte[] written(Writing writing) {
        try {
            var out = new ByteArrayOutputStream();
            writing.into(out);
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] pdf(String text) {
        return written(out -> {
            try (var document = document(text)) {
                document.save(out);
            }
        });
    }

    private static PDDocument document(String text) throws IOException {
        var document = new PDDocument();
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(50, 700);
            for (var line : text.split("\n", -1)) {
                content.showText(line);
                content.newLineAtOffset(0, -20);
            }
            content.endText();
        }
        return document;
    }

    /** @param toOpen empty where anybody may open it, and only changing it is forbidden */
    public static byte[] lockedPdf(String toOpen) {
        return written(out -> {
            try (var document = document("Total CNY 100,000.00")) {
                var policy = new StandardProtectionPolicy("owner", toOpen, new AccessPermission());
                policy.setEncryptionKeyLength(128);
                document.protect(policy);
                document.save(out);
            }
        });
    }

    public static byte[] docx(String... paragraphs) {
        return written(out -> {
            try (var document = new XWPFDocument()) {
                for (var paragraph : paragraphs) {
                    document.createParagraph().createRun().setText(paragraph);
                }
                document.write(out);
            }
        });
    }

    public static byte[] xlsx(Object... cells) {
        return written(out -> {
            try (var workbook = new XSSFWorkbook()) {
                var row = workbook.createSheet().createRow(0);
                for (int i = 0; i < cells.length; i++) {
                    if (cells[i] instanceof Number number) {
                        row.createCell(i).setCellValue(number.doubleValue());
                    } else {
                        row.createCell(i).setCellValue(cells[i].toString());
                    }
                }
                workbook.write(out);
            }
        });
    }

    public static byte[] lockedDocx() {
        return written(out -> {
            try (var fileSystem = new POIFSFileSystem()) {
                var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
                encryptor.confirmPassword("secret");
                try (var open = OPCPackage.open(new ByteArrayInputStream(docx("secret")));
                        var encrypted = encryptor.getDataStream(fileSystem)) {
                    open.save(encrypted);
                }
                fileSystem.writeFilesystem(out);
            }
        });
    }

    /** A picture; behind its end a text that the machine of the tests takes for what is to be seen on it. */
    public static byte[] png(String seen) {
        return written(out -> {
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY), "png", out);
            out.writeBytes(("\nTEXT:" + seen + "\n").getBytes(StandardCharsets.UTF_8));
        });
    }

    public static byte[] jpg() {
        return written(out -> ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", out));
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] mail(String body) {
        return text(
                "From: buyer@example.com\r\nTo: rep@example.com\r\nSubject: budget\r\nDate: Mon, 23 Nov 2026 10:00:00"
                        + " +0800\r\nMessage-ID: <1@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + body);
    }

    /** @param content each entry's */
    public static byte[] zip(byte[]... content) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.BEST_COMPRESSION);
                for (int i = 0; i < content.length; i++) {
                    zip.putNextEntry(new ZipEntry(i + ".bin"));
                    zip.write(content[i]);
                }
            }
        });
    }

    /** Becomes a thousand times as large. */
    public static byte[] bomb() {
        return zip(new byte[20 * 1024 * 1024]);
    }

    /** An archive in an archive in an archive. */
    public static byte[] nested(int depth) {
        var inside = text("the innermost");
        for (int i = 0; i < depth; i++) {
            inside = zip(inside);
        }
        return inside;
    }

    /** A list of contents in which the same bytes stand many times. */
    public static byte[] overlapping(int times) {
        var content = new byte[10_000];
        var crc = new CRC32();
        crc.update(content);
        var local = header(0x04034b50, 30, bytes -> {
            sizes(bytes, 14, crc.getValue(), content.length);
            bytes.putShort(26, (short) 1);
        });
        var entry = header(0x02014b50, 46, bytes -> {
            sizes(bytes, 16, crc.getValue(), content.length);
            bytes.putShort(28, (short) 1);
        });
        return written(out -> {
            out.writeBytes(local);
            out.write('a');
            out.writeBytes(content);
            var directory = out.size();
            for (int i = 0; i < times; i++) {
                out.writeBytes(entry);
                out.write('a' + i);
            }
            var size = out.size() - directory;
            out.writeBytes(header(0x06054b50, 22, bytes -> {
                bytes.putShort(8, (short) times);
                bytes.putShort(10, (short) times);
                bytes.putInt(12, size);
                bytes.putInt(16, directory);
            }));
        });
    }

    private interface Filling {
        void fill(ByteBuffer bytes);
    }

    private static byte[] header(int signature, int length, Filling filling) {
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, signature);
        filling.fill(bytes);
        return bytes.array();
    }

    private static void sizes(ByteBuffer bytes, int at, long crc, int size) {
        bytes.putInt(at, (int) crc);
        bytes.putInt(at + 4, size);
        bytes.putInt(at + 8, size);
    }

    /** An archive whose only entry has a password, as far as its flags say. */
    public static byte[] lockedZip() {
        var zip = ByteBuffer.wrap(zip(text("secret"))).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < zip.limit() - 10; i++) {
            var signature = zip.getInt(i);
            var flags = signature == 0x04034b50 ? i + 6 : signature == 0x02014b50 ? i + 8 : -1;
            if (flags > 0) {
                zip.putShort(flags, (short) (zip.getShort(flags) | 1));
            }
        }
        return zip.array();
    }

    public static byte[] joined(byte[]... parts) {
        return written(out -> Arrays.stream(parts).forEach(out::writeBytes));
    }

    /** An archive whose first entry is called so, right at its beginning. */
    public static byte[] nestedName(String name) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        });
    }

    /** An archive that does not pack. */
    public static byte[] stored(byte[] content) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                zip.putNextEntry(new ZipEntry("a.bin"));
                zip.write(content);
            }
        });
    }

    public static byte[] docxWith(String name, byte[] content) {
        return written(out -> {
            try (var zip = new ZipOutputStream(out);
                    var docx = new ZipInputStream(new ByteArrayInputStream(docx("合同")))) {
                for (var entry = docx.getNextEntry(); entry != null; entry = docx.getNextEntry()) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    docx.transferTo(zip);
                }
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        });
    }
}
