package dev.baton.evidence.inspection;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.SAXException;

/**
 * What runs in the process of its own: reads hostile documents with Tika, one after the other, and can be killed at any
 * moment. It has little memory, no settings and no passwords of the application, and ends when nobody talks to it.
 */
final class ReadingProcess {

    /** What it is asked. */
    static final char READ = 'R';

    static final char DRAW = 'D';

    /** What it answers: first what the file is, then what came of it. */
    static final char TYPE = 'T';

    static final char TEXT = 'X';
    static final char ENCRYPTED = 'E';
    static final char BROKEN = 'B';
    static final char TOO_COMPLEX = 'C';
    static final char DRAWN = 'P';
    static final char NOT_DRAWN = 'N';

    private static final int RESOLUTION = 200;
    private static final long MOST_PIXELS = 40_000_000;
    private static final double POINTS_PER_INCH = 72;

    private static final Set<String> ARCHIVES = Set.of("application/zip");

    private final DefaultDetector detector = new DefaultDetector();
    private final AutoDetectParser parser = new AutoDetectParser(
            detector,
            pdf(),
            new OOXMLParser(),
            new OfficeParser(),
            new RFC822Parser(),
            new JSoupParser(),
            new TXTParser());
    private final DataInputStream in;
    private final DataOutputStream out;

    private ReadingProcess(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Whatever a library prints must not get between the answers.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        new ReadingProcess(in, out).serve();
    }

    private void serve() throws IOException {
        while (true) {
            char asked;
            try {
                asked = in.readChar();
            } catch (EOFException nobodyTalksAnyMore) {
                return;
            }
            var file = Path.of(in.readUTF());
            if (asked == READ) {
                read(file, in.readInt());
            } else {
                draw(file, in.readInt(), Path.of(in.readUTF()));
            }
            out.flush();
        }
    }

    private void read(Path file, int maxCharacters) throws IOException {
        var text = new WriteOutContentHandler(maxCharacters);
        try {
            var type = type(file);
            out.writeChar(TYPE);
            out.writeUTF(type);
            out.flush();
            if (type.equals("application/x-tika-ooxml-protected")) {
                out.writeChar(ENCRYPTED);
                return;
            }
            if (!ARCHIVES.contains(type)) {
                parse(file, text);
            }
            answer(text);
        } catch (EncryptedDocumentException locked) {
            out.writeChar(ENCRYPTED);
        } catch (SAXException | TikaException | IOException | RuntimeException failure) {
            if (WriteLimitReachedException.isWriteLimitReached(failure)) {
                answer(text);
            } else if (failure instanceof ZeroByteFileException) {
                answer(text);
            } else {
                out.writeChar(isBomb(failure) ? TOO_COMPLEX : BROKEN);
            }
        } catch (StackOverflowError tooDeep) {
            out.writeChar(TOO_COMPLEX);
        }
    }

    private String type(Path file) throws IOException {
        try (var content = TikaInputStream.get(file)) {
            return detector.detect(content, new Metadata()).getBaseType().toString();
        }
    }

    private void parse(Path file, WriteOutContentHandler text) throws IOException, SAXException, TikaException {
        var context = new ParseContext();
        context.set(Parser.class, parser);
        var office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        office.setExtractMacros(false);
        context.set(OfficeParserConfig.class, office);
        try (var content = TikaInputStream.get(file)) {
            parser.parse(content, new BodyContentHandler(text), new Metadata(), context);
        }
    }

    private void answer(WriteOutContentHandler text) throws IOException {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        out.writeChar(TEXT);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** A page as a grey picture, so that characters can be recognised on it. */
    private void draw(Path file, int page, Path picture) throws IOException {
        try (var document = Loader.loadPDF(file.toFile())) {
            var drawn = page < document.getNumberOfPages()
                    && ImageIO.write(picture(document, page), "png", picture.toFile());
            out.writeChar(drawn ? DRAWN : NOT_DRAWN);
        } catch (IOException | RuntimeException cannotBeDrawn) {
            out.writeChar(NOT_DRAWN);
        }
    }

    private static BufferedImage picture(PDDocument document, int page) throws IOException {
        var box = document.getPage(page).getCropBox();
        var inches = box.getWidth() * box.getHeight() / (POINTS_PER_INCH * POINTS_PER_INCH);
        var resolution = Math.min(RESOLUTION, Math.sqrt(MOST_PIXELS / Math.max(inches, 1)));
        return new PDFRenderer(document).renderImageWithDPI(page, (float) resolution, ImageType.GRAY);
    }

    private static PDFParser pdf() {
        var config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractInlineImages(false);
        config.setMaxMainMemoryBytes(64L * 1024 * 1024);
        var pdf = new PDFParser();
        pdf.setPDFParserConfig(config);
        return pdf;
    }

    private static boolean isBomb(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = cause.getMessage();
            if (message != null && message.toLowerCase(Locale.ROOT).contains("zip bomb")) {
                return true;
            }
        }
        return false;
    }
}
