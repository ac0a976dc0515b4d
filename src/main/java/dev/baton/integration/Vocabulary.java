package dev.baton.integration;

import dev.baton.lead.intake.IntakeRules;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Knows what columns, sources and levels of intent are called outside; the words are in a file, not in code. */
@Component
public class Vocabulary {

    private static final String FILE = "integration/vocabulary.properties";

    private final Map<String, LeadField> columns = new HashMap<>();
    private final Map<String, Integer> partsOfName = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();
    private final Map<String, String> intents = new HashMap<>();

    Vocabulary() {
        var words = read();
        for (var field : LeadField.values()) {
            columns.put(plain(field.code()), field);
            each(words, "column." + field.code(), word -> columns.put(word, field));
        }
        each(words, "column.familyName", word -> partsOfName.put(word, 0));
        each(words, "column.givenName", word -> partsOfName.put(word, 1));
        for (var source : IntakeRules.SOURCES) {
            sources.put(plain(source), source);
            each(words, "source." + source, word -> sources.put(word, source));
        }
        for (var intent : new String[] {"high", "medium", "low"}) {
            intents.put(plain(intent), intent);
            each(words, "intent." + intent, word -> intents.put(word, intent));
        }
    }

    /** The field that a column of this name usually holds. */
    public Optional<LeadField> column(String header) {
        return meant(header, columns);
    }

    /**
     * Exports decorate their headings: {@code *姓名（必填）}, {@code 联系人.手机}, {@code Lead: Phone (Mobile)}. The whole
     * heading counts first, then what it is without its brackets, then its parts from the last one on.
     */
    static <T> Optional<T> meant(String header, Map<String, T> known) {
        var wide = Normalizer.normalize(header, Normalizer.Form.NFKC);
        var bare = wide.replaceAll("\\([^)]*\\)|\\[[^]]*]|【[^】]*】|<[^>]*>", " ");
        var candidates = new ArrayList<>(List.of(wide, bare, bare.replaceAll("必填|选填|required|optional", " ")));
        var parts = List.of(bare.split("[.:/|>»›]", -1));
        candidates.addAll(parts.reversed());
        return candidates.stream()
                .map(Vocabulary::plain)
                .map(known::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** 0 for a column of family names, 1 for one of given names. */
    public Optional<Integer> partOfName(String header) {
        return meant(header, partsOfName);
    }

    /** The code of a source by its code or one of its names. */
    public Optional<String> source(String named) {
        return Optional.ofNullable(sources.get(plain(named)));
    }

    /** The level that a word stands for; a word that stands for none is handed on, to be refused by name. */
    String intent(String named) {
        return intents.getOrDefault(plain(named), named);
    }

    static Properties read() {
        try (var file = new InputStreamReader(new ClassPathResource(FILE).getInputStream(), StandardCharsets.UTF_8)) {
            var words = new Properties();
            words.load(file);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void each(Properties words, String key, java.util.function.Consumer<String> use) {
        for (var word : words.getProperty(key, "").split(",", -1)) {
            if (!word.isBlank()) {
                use.accept(plain(word));
            }
        }
    }

    /** Case, width, spaces and joining signs do not tell names apart. */
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_\\-.:*()\\[\\]/#!?★☆●·\"'`]", "");
    }
}
