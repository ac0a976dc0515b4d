package dev.baton.greenchannel.web;

import dev.baton.greenchannel.ExplainingDebt;
import dev.baton.greenchannel.GreenChannels;
import dev.baton.greenchannel.Purpose;
import dev.baton.greenchannel.ShowingGreenChannels;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

/** Exceptions that were asked for, and what is owed for them; they are answered as tasks. */
@RestController
@RequestMapping("/api")
class GreenChannelController {

    @Schema(name = "Debt")
    record Debt(
            UUID id,
            @Nullable UUID dealId,
            String name,
            @Nullable String region,
            Purpose purpose,
            List<ShowingGreenChannels.Named> skipped,
            String reason,
            ShowingGreenChannels.By debtor,
            String grantedByName,
            Instant grantedAt,
            Instant dueAt,
            GreenChannels.DebtState state,
            @Nullable Instant paidAt,
            @Nullable String explanation,
            long overdueWorkingDays,
            BigDecimal interest,
            boolean mayExplain) {}

    @Schema(name = "DebtExplanation")
    record Explanation(@Nullable String explanation) {}

    private final ShowingGreenChannels showing;
    private final ExplainingDebt explaining;

    GreenChannelController(ShowingGreenChannels showing, ExplainingDebt explaining) {
        this.showing = showing;
        this.explaining = explaining;
    }

    @GetMapping("/green-channels")
    List<ShowingGreenChannels.View> list(@RequestParam(required = false) UUID dealId, Caller caller, Locale locale) {
        return showing.list(dealId, caller, locale);
    }

    @GetMapping("/green-channels/steps")
    List<ShowingGreenChannels.Named> steps(@RequestParam Purpose purpose, Locale locale) {
        return showing.steps(purpose, locale);
    }

    @GetMapping("/green-channels/{id}")
    ShowingGreenChannels.View show(@PathVariable UUID id, Caller caller, Locale locale) {
        return showing.show(id, caller, locale);
    }

    @GetMapping("/debts")
    List<Debt> debts(Caller caller, Locale locale) {
        return showing.debts(caller).stream()
                .map(debt -> new Debt(
                        debt.id(),
                        debt.dealId(),
                        debt.name(),
                        debt.region(),
                        debt.purpose(),
                        showing.skipped(debt, locale),
                        debt.reason(),
                        new ShowingGreenChannels.By(debt.debtor(), debt.debtorName()),
                        debt.grantedByName(),
                        debt.grantedAt(),
                        debt.dueAt(),
                        debt.state(),
                        debt.paidAt(),
                        debt.explanation(),
                        debt.overdueWorkingDays(),
                        debt.interest(),
                        showing.mayExplain(debt, caller)))
                .toList();
    }

    @PostMapping("/debts/{id}/explanation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void explain(@PathVariable UUID id, @RequestBody Explanation body, Caller caller) {
        explaining.explain(id, body.explanation(), caller);
    }
}
