package dev.baton.approval.chain;

import dev.baton.shared.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** The types of contract that the chain of approvers goes by (SW-10): a word that its table does not know would pass by it. */
@Component
@NamedInterface("deals")
public class ContractTypes {

    /** @param key the word of the tables */
    public record Type(String key, String zh, String en) {

        public String name(Locale language) {
            return language.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
        }

        private boolean isMeantBy(String text) {
            return Stream.of(key, zh, en).anyMatch(text::equalsIgnoreCase);
        }
    }

    private final ChainTables tables;

    ContractTypes(ChainTables tables) {
        this.tables = tables;
    }

    /** In the order of the table. */
    public List<Type> all() {
        return tables.rows("contract-types", Map.of("kind", ApprovalKind.CONTRACT.name())).stream()
                .map(row -> new Type(
                        String.valueOf(row.get("key")),
                        String.valueOf(row.get("nameZh")),
                        String.valueOf(row.get("nameEn"))))
                .toList();
    }

    /** As people read it: the key itself where its row has been deleted meanwhile. */
    public String name(String key, Locale language) {
        return all().stream()
                .filter(type -> type.key().equals(key))
                .findFirst()
                .map(type -> type.name(language))
                .orElse(key);
    }

    /**
     * The key of what somebody wrote: a key, or a name in either language.
     *
     * @param kept what the record says already: it may stay although its row has been deleted meanwhile
     * @return null for no text
     */
    public @Nullable String key(String field, @Nullable String text, @Nullable String kept) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var written = text.strip();
        if (written.equals(kept)) {
            return kept;
        }
        var types = all();
        return types.stream()
                .filter(type -> type.isMeantBy(written))
                .findFirst()
                .map(Type::key)
                .orElseThrow(() -> Refusal.invalid(
                        "invalid-enum",
                        field,
                        Map.of(
                                "field",
                                field,
                                "value",
                                written,
                                "allowed",
                                types.stream().map(Type::key).toList())));
    }
}
