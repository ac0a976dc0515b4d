package dev.baton.lead.web;

import dev.baton.engine.Inbox;
import dev.baton.lead.LeadId;
import dev.baton.lead.contact.Contact;
import dev.baton.lead.file.LeadScope;
import dev.baton.lead.file.LeadScope.Sight;
import dev.baton.lead.owner.ApplyingManagerDecision;
import dev.baton.lead.owner.ListingReceivers;
import dev.baton.lead.owner.ReassigningLead;
import dev.baton.lead.window.NotingTouch;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.workbench.AnsweringTask;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/leads/{id}")
class LeadActionController {

    @Schema(name = "LeadTouch")
    record Touch(@Nullable String channel) {}

    @Schema(name = "ReminderSwitch")
    record Muting(boolean muted) {}

    @Schema(name = "LeadTransfer")
    record Transfer(@Nullable UUID toPersonId, @Nullable String reason) {}

    @Schema(name = "Reason")
    record Reason(@Nullable String reason) {}

    @Schema(name = "CollaborationRequest")
    record Collaboration(boolean needed, @Nullable String note) {}

    private final LeadScope scope;
    private final NotingTouch touching;
    private final ReassigningLead reassigning;
    private final ApplyingManagerDecision deciding;
    private final ListingReceivers receivers;
    private final Inbox inbox;
    private final AnsweringTask answering;

    LeadActionController(
            LeadScope scope,
            NotingTouch touching,
            ReassigningLead reassigning,
            ApplyingManagerDecision deciding,
            ListingReceivers receivers,
            Inbox inbox,
            AnsweringTask answering) {
        this.scope = scope;
        this.touching = touching;
        this.reassigning = reassigning;
        this.deciding = deciding;
        this.receivers = receivers;
        this.inbox = inbox;
        this.answering = answering;
    }

    @PostMapping("/touches")
    @ResponseStatus(HttpStatus.CREATED)
    void touch(@PathVariable UUID id, @RequestBody Touch touch, Caller caller) {
        touching.touched(required(caller, id, Sight.WORK), String.valueOf(touch.channel()), caller.id());
    }

    /** The same as completing the open contact task: there is one way to log a contact. */
    @PostMapping("/contacts")
    void contact(@PathVariable UUID id, @RequestBody Contact contact, Caller caller) {
        required(caller, id, Sight.WORK);
        var task = inbox.openOf(id).stream()
                .filter(open ->
                        List.of("userTask_contactLead", "userTask_followUp").contains(open.elementId()))
                .findFirst()
                .orElseThrow(() -> Refusal.conflict("no-contact-open", Map.of()));
        answering.answer(task.id(), Map.of("contact", contact), caller);
    }

    @PutMapping("/reminders")
    void mute(@PathVariable UUID id, @RequestBody Muting muting, Caller caller) {
        touching.mute(required(caller, id, Sight.WORK), muting.muted(), caller.id());
    }

    @PostMapping("/transfer")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void transfer(@PathVariable UUID id, @RequestBody Transfer transfer, Caller caller) {
        var lead = required(caller, id, Sight.SUPERVISE);
        if (transfer.toPersonId() == null) {
            throw Refusal.invalid("missing-field", "toPersonId", Map.of("field", "toPersonId"));
        }
        reassigning.handOverTo(lead, new PersonId(transfer.toPersonId()), caller.id(), transfer.reason());
    }

    /** Whom the lead may be passed on to, and what they carry. */
    @GetMapping("/receivers")
    List<ListingReceivers.Receiver> receivers(@PathVariable UUID id, Caller caller) {
        required(caller, id, Sight.SUPERVISE);
        return receivers.of(caller);
    }

    /** Takes back a transfer of the last minutes. */
    @PostMapping("/transfer/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void takeBack(@PathVariable UUID id, Caller caller) {
        reassigning.takeBack(required(caller, id, Sight.SUPERVISE), caller.id());
    }

    @PostMapping("/takeover")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void takeOver(@PathVariable UUID id, @RequestBody Reason reason, Caller caller) {
        reassigning.handOverTo(required(caller, id, Sight.SUPERVISE), caller.id(), caller.id(), reason.reason());
    }

    @PostMapping("/collaboration")
    void collaborate(@PathVariable UUID id, @RequestBody Collaboration collaboration, Caller caller) {
        deciding.askForCollaboration(
                required(caller, id, Sight.WORK), collaboration.needed(), caller.id(), collaboration.note());
    }

    @PostMapping("/return-to-pool")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void returnToPool(@PathVariable UUID id, @RequestBody Reason reason, Caller caller) {
        reassigning.returnToPool(required(caller, id, Sight.WORK), caller.id(), reason.reason());
    }

    private LeadId required(Caller caller, UUID id, Sight sight) {
        var lead = new LeadId(id);
        scope.require(caller, lead, sight);
        return lead;
    }
}
