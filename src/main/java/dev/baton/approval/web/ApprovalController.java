package dev.baton.approval.web;

import dev.baton.approval.AnsweringApproval;
import dev.baton.approval.ShowingApproval;
import dev.baton.approval.chain.TimeLimits;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/approvals")
class ApprovalController {

    record Vote(@Nullable String vote, @Nullable String comment) {}

    @Schema(name = "NewQuestion")
    record Question(@Nullable UUID to, @Nullable String text) {}

    @Schema(name = "QuestionReference")
    record Asked(UUID id) {}

    record Answer(@Nullable String text) {}

    private final ShowingApproval showing;
    private final AnsweringApproval answering;
    private final TimeLimits limits;

    ApprovalController(ShowingApproval showing, AnsweringApproval answering, TimeLimits limits) {
        this.showing = showing;
        this.answering = answering;
        this.limits = limits;
    }

    /** Those of one deal, newest first; or those in which the caller's vote is awaited. */
    @GetMapping
    List<ShowingApproval.Shown> list(
            @RequestParam(required = false) @Nullable UUID dealId,
            @RequestParam(defaultValue = "false") boolean mine,
            Caller caller,
            Locale locale) {
        if (mine) {
            return showing.awaiting(caller, locale);
        }
        if (dealId == null) {
            throw Refusal.invalid("missing-field", "dealId", Map.of("field", "dealId"));
        }
        return showing.ofDeal(caller, dealId, locale);
    }

    @GetMapping("/time-limits")
    TimeLimits.Table timeLimits(Locale locale) {
        return limits.table(locale);
    }

    @GetMapping("/{id}")
    ShowingApproval.Shown show(@PathVariable UUID id, Caller caller, Locale locale) {
        return showing.one(caller, id, locale);
    }

    @PostMapping("/{id}/votes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void vote(@PathVariable UUID id, @RequestBody Vote vote, Caller caller) {
        answering.vote(caller, id, vote.vote(), vote.comment());
    }

    @PostMapping("/{id}/questions")
    @ResponseStatus(HttpStatus.CREATED)
    Asked ask(@PathVariable UUID id, @RequestBody Question question, Caller caller) {
        return new Asked(answering.ask(caller, id, question.to(), question.text()));
    }

    @PostMapping("/{id}/questions/{questionId}/answer")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void answer(@PathVariable UUID id, @PathVariable UUID questionId, @RequestBody Answer answer, Caller caller) {
        answering.answer(caller, id, questionId, answer.text());
    }
}
