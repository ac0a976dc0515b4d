package dev.baton.integration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What columns of deals, types of customers and currencies are called outside. */
@Component
public class DealVocabulary {

    private final Map<String, String> columns = new HashMap<>();
    private final Map<String, Map<String, String>> meanings = new HashMap<>();

    DealVocabulary() {
        var words = Vocabulary.read();
        for (var key : words.stringPropertyNames()) {
            var parts = List.of(key.split("\\."));
            if (key.startsWith("deal.column.")) {
                Vocabulary.each(words, key, word -> columns.put(word, parts.getLast()));
            } else if (key.startsWith("deal.")) {
                var ofField = meanings.computeIfAbsent(parts.get(1), any -> new HashMap<>());
                ofField.put(plain(parts.getLast()), parts.getLast());
                Vocabulary.each(words, key, word -> ofField.put(word, parts.getLast()));
            }
        }
    }

    /** The field that a column of this name usually holds. */
    public Optional<String> column(String header) {
        return Vocabulary.meant(header, columns);
    }

    /** The code that a word stands for; a word that stands for none is handed on, to be refused by name. */
    public String meaning(String field, String word) {
        return meanings.getOrDefault(field, Map.of()).getOrDefault(plain(word), word);
    }

    /** Case, width, spaces and joining signs do not tell names apart. */
    public static String plain(String text) {
        return Vocabulary.plain(text);
    }
}
