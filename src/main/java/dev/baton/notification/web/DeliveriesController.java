package dev.baton.notification.web;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeliveriesController {

    private final DeliveryTrace trace;

    DeliveriesController(DeliveryTrace trace) {
        this.trace = trace;
    }

    @GetMapping("/api/deliveries")
    List<DeliveryTrace.Trace> deliveries(@RequestParam UUID leadId, Caller caller) {
        if (!caller.seesEverything() && !caller.has(Role.SUPERVISOR)) {
            throw Refusal.forbidden("not-allowed");
        }
        return trace.of(leadId, caller);
    }
}
