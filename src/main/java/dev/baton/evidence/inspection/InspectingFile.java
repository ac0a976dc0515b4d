package dev.baton.evidence.inspection;

import dev.baton.evidence.storage.Incoming;
import dev.baton.shared.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file before it is taken. The cheap questions come first, and nothing is opened that could be a trap before
 * it is known not to be one; what remains dangerous happens in processes of their own.
 */
public class InspectingFile {

    private static final Logger LOG = LoggerFactory.getLogger(InspectingFile.class);

    private static final int BEGINNING = 64 * 1024;
    private static final int BRAND = 8;
    private static final List<String> MP4_BRANDS = List.of("iso", "mp4", "avc", "dash", "MSNV");
    private static final long MOST_PIXELS = 100_000_000;
    private static final Set<FileType> RECOGNISABLE =
            Set.of(FileType.PNG, FileType.JPG, FileType.TIFF, FileType.BMP, FileType.WEBP);

    private final MimeTypes byBeginning = MimeTypes.getDefaultMimeTypes();
    private final InspectionProperties properties;
    private final DocumentReader documents;
    private final TextRecognition characters;
    private final VirusScan viruses;
    private final Incoming incoming;

    InspectingFile(
            InspectionProperties properties,
            DocumentReader documents,
            TextRecognition characters,
            VirusScan viruses,
            Incoming incoming) {
        this.properties = properties;
        this.documents = documents;
        this.characters = characters;
        this.viruses = viruses;
        this.incoming = incoming;
    }

    public Inspected inspect(Path file, FileName sent, Set<FileType> allowed) throws IOException {
        if (Files.size(file) == 0) {
            throw Refusal.invalid("evidence-empty", "file", Map.of());
        }
        byte[] beginning;
        try (var content = Files.newInputStream(file)) {
            beginning = content.readNBytes(BEGINNING);
        }
        String looksLike;
        try (var content = TikaInputStream.get(beginning)) {
            looksLike = film(
                    byBeginning.detect(content, new Metadata()).getBaseType().toString(), beginning);
        }
        var isZip = ZipEnd.beginsLikeZip(beginning);
        var end = ZipEnd.of(file);
        TwoInOne.refuse(
                file,
                isZip,
                looksLike.equals(FileType.PDF.contentType()),
                looksLike.startsWith("image/"),
                end.isPresent());
        refuseViruses(file);
        if (isZip) {
            ArchiveWalk.through(file, end.orElseThrow(ArchiveWalk::damaged), properties.archives());
        }
        return isZip || needsReader(looksLike, sent)
                ? document(file, sent, allowed)
                : other(file, sent, looksLike, allowed);
    }

    /** Most phones and programs write MP4 under the brand of its base format, which is taken for QuickTime. */
    private static String film(String looksLike, byte[] beginning) {
        if (!looksLike.equals("video/quicktime") || beginning.length < BRAND + 4) {
            return looksLike;
        }
        var brand = new String(beginning, BRAND, 4, StandardCharsets.ISO_8859_1);
        return MP4_BRANDS.stream().anyMatch(brand::startsWith) ? FileType.MP4.contentType() : looksLike;
    }

    private static boolean needsReader(String looksLike, FileName sent) {
        return looksLike.equals("application/x-tika-msoffice")
                || (!isText(looksLike, sent)
                        && FileType.of(looksLike).filter(FileType::isDocument).isPresent());
    }

    private Inspected document(Path file, FileName sent, Set<FileType> allowed) throws IOException {
        var answer = documents.read(file);
        switch (answer.outcome()) {
            case ENCRYPTED -> throw ArchiveWalk.encrypted();
            case TOO_COMPLEX -> throw ArchiveWalk.bomb();
            case READ, TIME_UP, BROKEN -> {}
        }
        var type = FileType.of(answer.contentType()).orElse(null);
        if (type == null || !allowed.contains(type)) {
            throw notAllowed(answer.contentType(), allowed);
        }
        if (answer.outcome() == DocumentReader.Outcome.BROKEN) {
            throw ArchiveWalk.damaged();
        }
        var name = fitting(sent, type);
        if (type == FileType.ZIP) {
            return new Inspected(name, type, Reading.NOT_READABLE, "");
        }
        if (answer.outcome() == DocumentReader.Outcome.TIME_UP) {
            return new Inspected(name, type, Reading.GAVE_UP, "");
        }
        return type == FileType.PDF && answer.text().isBlank() ? scanned(file, name) : read(name, type, answer.text());
    }

    private Inspected other(Path file, FileName sent, String looksLike, Set<FileType> allowed) throws IOException {
        if (isText(looksLike, sent)) {
            return text(file, sent, allowed);
        }
        var type = FileType.of(looksLike)
                // Phones write sound and film into the same kind of file.
                .map(found -> found == FileType.MP4 && FileType.M4A.extensions().contains(sent.extension())
                        ? FileType.M4A
                        : found)
                .orElse(null);
        if (type == null || !allowed.contains(type)) {
            throw notAllowed(looksLike, allowed);
        }
        var name = fitting(sent, type);
        return type.isImage() ? picture(file, name, type) : new Inspected(name, type, Reading.NOT_READABLE, "");
    }

    private Inspected text(Path file, FileName sent, Set<FileType> allowed) throws IOException {
        var type = textType(sent);
        if (!allowed.contains(type)) {
            throw notAllowed(type.contentType(), allowed);
        }
        var name = fitting(sent, type);
        return PlainText.read(file, properties.reading().maxCharacters())
                .map(text -> read(name, type, text))
                .orElseGet(() -> new Inspected(name, type, Reading.NOT_READABLE, ""));
    }

    private Inspected picture(Path file, FileName name, FileType type) throws IOException {
        if (!RECOGNISABLE.contains(type) || !characters.isOn()) {
            return new Inspected(name, type, Reading.NOT_READABLE, "");
        }
        if (pixels(file) > MOST_PIXELS) {
            return new Inspected(name, type, Reading.GAVE_UP, "");
        }
        return characters
                .read(file)
                .map(text -> read(name, type, text))
                .orElseGet(() -> new Inspected(name, type, Reading.GAVE_UP, ""));
    }

    /** A PDF of pictures: its first pages are drawn and read like pictures. */
    private Inspected scanned(Path file, FileName name) throws IOException {
        if (!characters.isOn()) {
            return new Inspected(name, FileType.PDF, Reading.NOT_READABLE, "");
        }
        var pages = new ArrayList<String>();
        var picture = incoming.file(UUID.randomUUID());
        try {
            for (int page = 0;
                    page < properties.reading().scannedPages() && documents.draw(file, page, picture);
                    page++) {
                var text = characters.read(picture);
                if (text.isEmpty()) {
                    return new Inspected(name, FileType.PDF, Reading.GAVE_UP, "");
                }
                pages.add(text.get());
            }
        } finally {
            incoming.forget(picture);
        }
        return read(name, FileType.PDF, String.join("\n", pages));
    }

    private static Inspected read(FileName name, FileType type, String text) {
        return new Inspected(name, type, text.isBlank() ? Reading.NO_TEXT : Reading.READ, text);
    }

    private void refuseViruses(Path file) {
        try {
            viruses.find(file).ifPresent(virus -> {
                LOG.warn("A file was refused: {}", virus);
                throw Refusal.invalid("evidence-infected", "file", Map.of("virus", virus));
            });
        } catch (IOException notLookedAt) {
            LOG.error("Files cannot be looked at for viruses, so none is taken: {}", notLookedAt.toString());
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "evidence-scanner-unavailable", null, Map.of());
        }
    }

    /** Text has no signature of its own: here its name may say what kind of text it is. */
    private static boolean isText(String looksLike, FileName sent) {
        if (looksLike.equals("text/html") || looksLike.equals("text/javascript")) {
            return false;
        }
        var mail = FileType.EML;
        return looksLike.startsWith("text/")
                || (looksLike.equals(mail.contentType()) && !mail.extensions().contains(sent.extension()));
    }

    private static FileType textType(FileName sent) {
        for (var type : List.of(FileType.CSV, FileType.EML)) {
            if (type.extensions().contains(sent.extension())) {
                return type;
            }
        }
        return FileType.TXT;
    }

    private static FileName fitting(FileName sent, FileType type) {
        var extension = sent.extension();
        if (extension.isEmpty()) {
            return sent.withExtension(type.extensions().getFirst());
        }
        if (!type.extensions().contains(extension)) {
            throw Refusal.invalid(
                    "evidence-name-contradicts",
                    "file",
                    Map.of("extension", extension, "type", type.extensions().getFirst()));
        }
        return sent;
    }

    private static Refusal notAllowed(String found, Set<FileType> allowed) {
        var words = allowed.stream()
                .sorted()
                .map(type -> type.extensions().getFirst())
                .collect(Collectors.toList());
        return Refusal.invalid("evidence-type-not-allowed", "file", Map.of("value", found, "allowed", words));
    }

    /** As its header says; 0 where it cannot be known without unpacking it. */
    private static long pixels(Path file) {
        try (var input = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return 0;
            }
            var reader = readers.next();
            try {
                reader.setInput(input);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException unreadable) {
            return 0;
        }
    }
}
