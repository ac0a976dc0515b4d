package dev.baton.evidence.inspection;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.modulith.NamedInterface;

/** The types of files that can be evidence, as owners write them into their tables: {@code pdf, docx, image}. */
@NamedInterface("files")
public enum FileType {
    PDF("application/pdf", Family.DOCUMENT, "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Family.DOCUMENT, "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Family.DOCUMENT, "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", Family.DOCUMENT, "pptx"),
    DOC("application/msword", Family.DOCUMENT, "doc"),
    XLS("application/vnd.ms-excel", Family.DOCUMENT, "xls"),
    PPT("application/vnd.ms-powerpoint", Family.DOCUMENT, "ppt"),
    PNG("image/png", Family.IMAGE, "png"),
    JPG("image/jpeg", Family.IMAGE, "jpg", "jpeg", "jfif"),
    WEBP("image/webp", Family.IMAGE, "webp"),
    HEIC("image/heic", Family.IMAGE, "heic", "heif"),
    TIFF("image/tiff", Family.IMAGE, "tiff", "tif"),
    BMP("image/bmp", Family.IMAGE, "bmp"),
    TXT("text/plain", Family.TEXT, "txt", "text", "md", "log"),
    CSV("text/csv", Family.TEXT, "csv"),
    EML("message/rfc822", Family.MAIL, "eml"),
    MSG("application/vnd.ms-outlook", Family.MAIL, "msg"),
    MP3("audio/mpeg", Family.RECORDING, "mp3"),
    M4A("audio/mp4", Family.RECORDING, "m4a"),
    WAV("audio/vnd.wave", Family.RECORDING, "wav"),
    AMR("audio/amr", Family.RECORDING, "amr"),
    MP4("video/mp4", Family.RECORDING, "mp4"),
    ZIP("application/zip", Family.ARCHIVE, "zip");

    /** Names for several types at once. */
    enum Family {
        DOCUMENT,
        IMAGE,
        TEXT,
        MAIL,
        RECORDING,
        ARCHIVE
    }

    /** Other names of the same. */
    private static final Map<String, FileType> BY_CONTENT_TYPE = new HashMap<>(Map.of(
            "image/heif", HEIC,
            "image/x-ms-bmp", BMP,
            "audio/x-wav", WAV,
            "audio/x-m4a", M4A,
            "application/mp4", MP4));

    static {
        for (var type : values()) {
            BY_CONTENT_TYPE.put(type.contentType, type);
        }
    }

    private final String contentType;
    private final Family family;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> extensions;

    FileType(String contentType, Family family, String... extensions) {
        this.contentType = contentType;
        this.family = family;
        this.extensions = List.of(extensions);
    }

    /** The media type of such content. */
    public String contentType() {
        return contentType;
    }

    /** How names of such files may end, without the dot; the usual one first. */
    public List<String> extensions() {
        return extensions;
    }

    /** Whether a process that reads documents looks into it. */
    public boolean isDocument() {
        return family == Family.DOCUMENT || family == Family.MAIL || family == Family.ARCHIVE;
    }

    /** Whether it is a picture, whose text only character recognition can read. */
    public boolean isImage() {
        return family == Family.IMAGE;
    }

    /** The type of such content, if it can be evidence. */
    public static Optional<FileType> of(String contentType) {
        return Optional.ofNullable(BY_CONTENT_TYPE.get(contentType));
    }

    /**
     * Reads a cell of a table: names of types, their extensions, or families ({@code document}, {@code image}, {@code
     * text}, {@code mail}, {@code recording}, {@code archive}), separated by commas or blanks.
     *
     * @throws IllegalArgumentException naming the word that is none of these
     */
    public static Set<FileType> named(String cell) {
        var types = EnumSet.noneOf(FileType.class);
        for (var word : cell.toLowerCase(Locale.ROOT).split("[\\s,;，；、/]+", -1)) {
            if (!word.isEmpty()) {
                var meant = Arrays.stream(values())
                        .filter(type -> type.answersTo(word))
                        .toList();
                if (meant.isEmpty()) {
                    throw new IllegalArgumentException("\"" + word + "\" is no type of file; known are " + words());
                }
                types.addAll(meant);
            }
        }
        return Collections.unmodifiableSet(types);
    }

    private boolean answersTo(String word) {
        return extensions.contains(word)
                || family.name().toLowerCase(Locale.ROOT).equals(word);
    }

    private static String words() {
        return Arrays.stream(Family.values())
                        .map(family -> family.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + ", "
                + Arrays.stream(values())
                        .flatMap(type -> type.extensions.stream())
                        .collect(Collectors.joining(", "));
    }
}
