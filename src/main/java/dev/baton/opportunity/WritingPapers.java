package dev.baton.opportunity;

import dev.baton.opportunity.deal.Deal;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.Deals;
import dev.baton.opportunity.gate.GateFacts;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.Words;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes for a rep what every meeting and every stage asks for: minutes and a mail, with the deal filled in (SG-10). */
@Component
public class WritingPapers {

    /** @param to absent where the deal has no address of the customer */
    @Schema(name = "ConfirmationMail")
    public record Mail(
            String subject, String body, @Nullable String to) {}

    private static final int TITLE_SIZE = 16;

    private final Deals deals;
    private final DealQueries queries;
    private final StagePolicy policy;
    private final GateFacts facts;
    private final MessageSource messages;
    private final BusinessCalendar calendar;
    private final Clock clock;

    WritingPapers(
            Deals deals,
            DealQueries queries,
            StagePolicy policy,
            GateFacts facts,
            MessageSource messages,
            BusinessCalendar calendar,
            Clock clock) {
        this.deals = deals;
        this.queries = queries;
        this.policy = policy;
        this.facts = facts;
        this.messages = messages;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Transactional
    public byte[] minutes(DealId id, Caller caller, Locale language) {
        var deal = deals.get(id);
        note(deal, "minutes", caller);
        try (var document = new XWPFDocument();
                var file = new ByteArrayOutputStream()) {
            var title = document.createParagraph().createRun();
            title.setBold(true);
            title.setFontSize(TITLE_SIZE);
            title.setText(words("title", language, deal));
            for (var line :
                    List.of("customer", "deal", "date", "stage", "owner", "people", "needs", "agreed", "next")) {
                document.createParagraph().createRun().setText(words(line, language, deal));
            }
            document.write(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Transactional
    public Mail confirmation(DealId id, Caller caller, Locale language) {
        var deal = deals.get(id);
        note(deal, "confirmation-mail", caller);
        return new Mail(
                text("paper.mail.subject", language, deal),
                text("paper.mail.body", language, deal),
                deal.customerEmail());
    }

    private void note(Deal deal, String paper, Caller caller) {
        var stage = deal.stage();
        if (stage != null) {
            facts.wrote(deal.getId(), stage, paper, caller.id(), clock.instant());
        }
    }

    private String words(String line, Locale language, Deal deal) {
        return text("paper.minutes." + line, language, deal);
    }

    private String text(String key, Locale language, Deal deal) {
        var stage = deal.stage();
        return Words.of(
                messages,
                key,
                key,
                language,
                deal.customerName(),
                deal.name(),
                LocalDate.ofInstant(clock.instant(), calendar.zone()).toString(),
                stage == null
                        ? ""
                        : policy.find(stage).map(one -> one.name().in(language)).orElse(stage),
                queries.named(deal.owner()).name(),
                deal.money().toString(),
                deal.expectedCloseOn().toString());
    }
}
