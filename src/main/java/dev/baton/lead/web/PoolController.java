package dev.baton.lead.web;

import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.lead.board.ListingPool;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a rep should know before claiming (LA-15): what was said so far, who they are, how to begin the call. */
@RestController
@RequestMapping("/api/leads/pool")
class PoolController {

    record Card(
            LeadId id,
            @Nullable UUID taskId,
            String name,
            @Nullable String company,
            @Nullable String region,
            String source,
            String intent,
            String phoneMasked,
            String summary,
            List<String> tags,
            String script,
            Instant receivedAt,
            @Nullable Instant poolDueAt) {}

    private final ListingPool listing;
    private final Inbox inbox;
    private final MessageSource messages;

    PoolController(ListingPool listing, Inbox inbox, MessageSource messages) {
        this.listing = listing;
        this.inbox = inbox;
        this.messages = messages;
    }

    @GetMapping
    List<Card> pool(Caller caller, Locale locale) {
        return listing.of(caller).stream().map(entry -> card(entry, locale)).toList();
    }

    private Card card(ListingPool.Entry entry, Locale locale) {
        var task = inbox.openOf(entry.id().value()).stream()
                .filter(open -> open.elementId().equals("userTask_claimLead"))
                .findFirst();
        return new Card(
                entry.id(),
                task.map(Inbox.Task::id).orElse(null),
                entry.name(),
                entry.company(),
                entry.region(),
                entry.source(),
                entry.intent(),
                entry.phoneMasked(),
                entry.lastSummary() == null ? text("pool.summary.none", locale) : entry.lastSummary(),
                tags(entry, locale),
                script(entry, locale),
                entry.receivedAt(),
                task.map(Inbox.Task::dueAt).orElse(null));
    }

    /** Who was never in touch with the house must not be told so: only some sources know that somebody was. */
    private String script(ListingPool.Entry entry, Locale locale) {
        var source = text("source." + entry.source(), locale);
        if (entry.contacts() > 0) {
            return text("pool.script.again", locale, entry.name(), source);
        }
        var ofSource = Words.of(messages, "pool.script.first." + entry.source(), "", locale, entry.name(), source);
        return ofSource.isEmpty() ? text("pool.script.first", locale, entry.name(), source) : ofSource;
    }

    private List<String> tags(ListingPool.Entry entry, Locale locale) {
        var tags = new ArrayList<String>();
        tags.add(text("intent." + entry.intent(), locale));
        tags.add(text("source." + entry.source(), locale));
        if (entry.industry() != null) {
            tags.add(named("industry.", entry.industry(), locale));
        }
        if (entry.companySize() != null) {
            tags.add(named("size.", entry.companySize(), locale));
        }
        if (entry.contacts() > 0) {
            tags.add(text("pool.tag.contacts", locale, entry.contacts()));
        }
        return tags;
    }

    /** Industries and sizes come from outside as well: what has no name here names itself. */
    private String named(String kind, String code, Locale locale) {
        return Words.of(messages, kind + code, code, locale);
    }

    private String text(String key, Locale locale, Object... values) {
        return Words.of(messages, key, key, locale, values);
    }
}
