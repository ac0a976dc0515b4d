package dev.baton.opportunity.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.baton.greenchannel.Purpose;
import dev.baton.opportunity.WritingPapers;
import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.deal.DealQueries;
import dev.baton.opportunity.deal.DealScope;
import dev.baton.opportunity.deal.DealScope.Sight;
import dev.baton.opportunity.deal.DealTimeline;
import dev.baton.opportunity.gate.AskingForException;
import dev.baton.opportunity.policy.StagePolicy;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What helps a rep along: papers, the questions that wait, the history, and the way to ask for an exception. */
@RestController
@RequestMapping("/api/deals")
class DealAssistantController {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    @Schema(name = "Choice")
    record Reason(String key, String name) {}

    @Schema(name = "BlockerQuestions")
    record Blockers(List<DealQueries.Card> deals, List<Reason> reasons) {}

    @Schema(name = "DealTimelineEntry")
    record Entry(
            Instant at,
            String kind,
            DealQueries.@Nullable Owner by,
            @JsonRawValue String detail) {}

    @Schema(name = "GreenChannelRequest")
    record Wanted(
            @Nullable Purpose purpose,
            @Nullable String toStage,
            @Nullable List<String> steps,
            @Nullable String reason,
            @Nullable List<UUID> evidenceIds) {}

    @Schema(name = "GreenChannelReference")
    record Asked(UUID id) {}

    private final DealScope scope;
    private final DealQueries queries;
    private final StagePolicy policy;
    private final WritingPapers papers;
    private final DealTimeline timeline;
    private final AskingForException asking;

    DealAssistantController(
            DealScope scope,
            DealQueries queries,
            StagePolicy policy,
            WritingPapers papers,
            DealTimeline timeline,
            AskingForException asking) {
        this.scope = scope;
        this.queries = queries;
        this.policy = policy;
        this.papers = papers;
        this.timeline = timeline;
        this.asking = asking;
    }

    @GetMapping("/blockers")
    Blockers blockers(Caller caller, Locale locale) {
        return new Blockers(
                queries.blocked(caller),
                policy.blockerReasons().stream()
                        .map(one -> new Reason(one.key(), one.name().in(locale)))
                        .toList());
    }

    @GetMapping("/{id}/timeline")
    List<Entry> timeline(@PathVariable UUID id, Caller caller) {
        return timeline.of(seen(id, caller, Sight.READ)).stream()
                .map(entry -> new Entry(
                        entry.at(),
                        entry.kind(),
                        entry.byId() == null ? null : queries.named(new PersonId(entry.byId())),
                        entry.detail()))
                .toList();
    }

    @GetMapping(path = "/{id}/minutes.docx", produces = DOCX)
    ResponseEntity<byte[]> minutes(@PathVariable UUID id, Caller caller, Locale locale) {
        var file = papers.minutes(seen(id, caller, Sight.WORK), caller, locale);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("minutes.docx")
                                .build()
                                .toString())
                .body(file);
    }

    @GetMapping("/{id}/confirmation-mail")
    WritingPapers.Mail mail(@PathVariable UUID id, Caller caller, Locale locale) {
        return papers.confirmation(seen(id, caller, Sight.WORK), caller, locale);
    }

    @PostMapping("/{id}/green-channel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked ask(@PathVariable UUID id, @RequestBody Wanted wanted, Caller caller) {
        if (wanted.purpose() == null) {
            throw Refusal.invalid("missing-field", "purpose", Map.of("field", "purpose"));
        }
        return new Asked(asking.ask(
                seen(id, caller, Sight.WORK),
                wanted.purpose(),
                wanted.toStage(),
                wanted.steps() == null ? List.of() : wanted.steps(),
                wanted.reason() == null ? "" : wanted.reason(),
                wanted.evidenceIds() == null ? List.of() : wanted.evidenceIds(),
                caller));
    }

    private DealId seen(UUID id, Caller caller, Sight atLeast) {
        var deal = new DealId(id);
        scope.require(caller, deal, atLeast);
        return deal;
    }
}
