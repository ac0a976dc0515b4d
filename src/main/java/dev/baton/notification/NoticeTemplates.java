package dev.baton.notification;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The wording of every notice in every language, checked as a whole when the application starts, so that a gap is found
 * by whoever made it and not by the person who is told nothing.
 */
@Component
class NoticeTemplates {

    /** The languages that every template speaks; people with any other language are written to in the last one. */
    static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    static final String LINK = "link";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");
    private static final Pattern TEMPLATE_KEY = Pattern.compile(
            "((?:lead|allocation|deal|approval|green-channel|security|customer)\\.[a-z-]+)\\.(title|text|sms)");

    private final Map<Locale, Map<String, String>> phrases;
    private final Map<String, Set<String>> placeholders;
    private final ZoneId zone;

    @Autowired
    NoticeTemplates(@Value("${baton.zone:Asia/Shanghai}") ZoneId zone) {
        this(readAll(), zone);
    }

    NoticeTemplates(Map<Locale, Map<String, String>> phrases, ZoneId zone) {
        this.phrases = phrases;
        this.placeholders = checked(phrases);
        this.zone = zone;
    }

    /** The parts that a template has: what a list, a body and a short message show. */
    enum Part {
        TITLE,
        TEXT,
        SMS;

        private String key(String template) {
            return template + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    static Locale languageOf(Locale wanted) {
        return wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    Set<String> keys() {
        return placeholders.keySet();
    }

    /** The values that a sender of this template has to give, whatever language and channel are used in the end. */
    Set<String> placeholdersOf(String template) {
        var names = placeholders.get(template);
        if (names == null) {
            throw new IllegalArgumentException("No template '" + template + "'; there are " + placeholders.keySet());
        }
        return names;
    }

    void check(String template, Map<String, String> values) {
        var missing = new TreeSet<>(placeholdersOf(template));
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Template '" + template + "' needs values for " + missing);
        }
    }

    /**
     * One part of a template as text.
     *
     * @param escape what the channel does to values and to the words around them, for example HTML escaping
     * @param longest the most characters that a single value may take; a longer one ends in an ellipsis
     */
    String render(
            String template,
            Part part,
            Locale language,
            Map<String, String> values,
            int longest,
            UnaryOperator<String> escape) {
        var pattern = phrase(language, part.key(template));
        var matcher = PLACEHOLDER.matcher(pattern);
        var text = new StringBuilder();
        int end = 0;
        while (matcher.find()) {
            text.append(escape.apply(pattern.substring(end, matcher.start())));
            text.append(escape.apply(shown(matcher.group(1), language, values, longest)));
            end = matcher.end();
        }
        return text.append(escape.apply(pattern.substring(end))).toString();
    }

    String render(String template, Part part, Locale language, Map<String, String> values, int longest) {
        return render(template, part, language, values, longest, UnaryOperator.identity());
    }

    /** The values that one part uses, as a person sees them; for gateways that keep the wording themselves. */
    Map<String, String> valuesOf(String template, Part part, Locale language, Map<String, String> values, int longest) {
        var used = new LinkedHashMap<String, String>();
        for (String name : placeholdersIn(phrase(language, part.key(template)))) {
            used.put(name, shown(name, language, values, longest));
        }
        return used;
    }

    private Map<String, String> in(Locale language) {
        return phrases.getOrDefault(language, Map.of());
    }

    String phrase(Locale language, String key) {
        var phrase = in(language).get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("No text '" + key + "' in " + language.toLanguageTag());
        }
        return phrase;
    }

    private String shown(String name, Locale language, Map<String, String> values, int longest) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No value for {" + name + "}");
        }
        if (name.equals(LINK)) {
            return value;
        }
        if (value.isBlank()) {
            return "—";
        }
        if (name.endsWith("At")) {
            return Text.cut(time(value, language), longest);
        }
        var word = in(language).get(name + "." + value);
        return Text.cut(Text.oneLine(word == null ? value : word), longest);
    }

    private String time(String value, Locale language) {
        try {
            var pattern = language.equals(Locale.SIMPLIFIED_CHINESE) ? "M月d日 HH:mm" : "d MMM HH:mm";
            return DateTimeFormatter.ofPattern(pattern, language).withZone(zone).format(Instant.parse(value));
        } catch (DateTimeParseException notAnInstant) {
            return Text.oneLine(value);
        }
    }

    private static Map<String, Set<String>> checked(Map<Locale, Map<String, String>> phrases) {
        var perTemplate = new TreeMap<String, Set<String>>();
        var problems = new TreeSet<String>();
        for (var texts : phrases.values()) {
            for (String key : texts.keySet()) {
                var matcher = TEMPLATE_KEY.matcher(key);
                if (matcher.matches()) {
                    perTemplate.computeIfAbsent(matcher.group(1), any -> new TreeSet<>());
                }
            }
        }
        var first = phrases.getOrDefault(LANGUAGES.getFirst(), Map.of());
        perTemplate.forEach((template, names) -> {
            for (Part part : Part.values()) {
                var expected = placeholdersIn(first.get(part.key(template)));
                names.addAll(expected);
                phrases.forEach((language, texts) -> {
                    var text = texts.get(part.key(template));
                    if (text == null || text.isBlank()) {
                        problems.add(part.key(template) + " is missing in " + language.toLanguageTag());
                    } else if (!placeholdersIn(text).equals(expected)) {
                        problems.add(part.key(template) + " uses other placeholders in " + language.toLanguageTag());
                    } else if (hasStrayBrace(text)) {
                        problems.add(part.key(template) + " has a broken placeholder in " + language.toLanguageTag());
                    }
                });
            }
            names.remove(LINK);
        });
        phrases.forEach((language, texts) -> List.of("mail.open", "mail.footer").forEach(key -> {
            if (!texts.containsKey(key)) {
                problems.add(key + " is missing in " + language.toLanguageTag());
            }
        }));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("Templates of notices: " + String.join("; ", problems));
        }
        return perTemplate;
    }

    private static boolean hasStrayBrace(String text) {
        var words = PLACEHOLDER.matcher(text).replaceAll("");
        return words.indexOf('{') >= 0 || words.indexOf('}') >= 0;
    }

    private static Set<String> placeholdersIn(@Nullable String text) {
        var names = new TreeSet<String>();
        if (text != null) {
            Matcher matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static Map<Locale, Map<String, String>> readAll() {
        var all = new LinkedHashMap<Locale, Map<String, String>>();
        LANGUAGES.forEach(language -> all.put(language, read(language)));
        return all;
    }

    private static Map<String, String> read(Locale language) {
        var properties = new Properties();
        var resource = new ClassPathResource("notification/templates_" + language + ".properties");
        try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the texts of notices in " + language.toLanguageTag(), e);
        }
        var texts = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }
}
