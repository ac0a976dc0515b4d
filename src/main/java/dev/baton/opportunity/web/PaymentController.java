package dev.baton.opportunity.web;

import dev.baton.opportunity.deal.DealId;
import dev.baton.opportunity.payment.RecordingPayment;
import dev.baton.opportunity.payment.RecordingPayment.Payments;
import dev.baton.staff.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Money that came in for a deal. */
@RestController
@RequestMapping("/api/deals/{id}/payments")
class PaymentController {

    @Schema(name = "PaymentDraft")
    record Incoming(
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable LocalDate receivedOn) {}

    private final RecordingPayment recording;

    PaymentController(RecordingPayment recording) {
        this.recording = recording;
    }

    @Operation(summary = "The payments of a deal, the oldest first")
    @GetMapping
    Payments of(@PathVariable UUID id, Caller caller) {
        return recording.of(new DealId(id), caller);
    }

    @Operation(summary = "Record that money has come in for a deal")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Payments record(@PathVariable UUID id, @RequestBody Incoming incoming, Caller caller) {
        return recording.record(
                new DealId(id),
                new RecordingPayment.Draft(incoming.amount(), incoming.currency(), incoming.receivedOn()),
                caller);
    }
}
