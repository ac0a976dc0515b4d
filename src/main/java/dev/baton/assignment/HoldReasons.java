package dev.baton.assignment;

import dev.baton.staff.AbsencesTrusted;
import dev.baton.staff.Staff;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Knows what makes leads wait now, and lets them go when it is over, whoever ended it (LA-13, LA-22). */
@Component
class HoldReasons {

    static final String ALLOCATION_PAUSED = "ALLOCATION_PAUSED";
    static final String ABSENCES_UNKNOWN = "ABSENCES_UNKNOWN";

    private final RoutingSwitches switches;
    private final Staff staff;
    private final HeldLeads held;

    HoldReasons(RoutingSwitches switches, Staff staff, HeldLeads held) {
        this.switches = switches;
        this.staff = staff;
        this.held = held;
    }

    @Nullable
    String reason() {
        if (switches.isOn(RoutingSwitch.PAUSE_ALLOCATION)) {
            return ALLOCATION_PAUSED;
        }
        if (switches.isOn(RoutingSwitch.EXCLUDE_ON_LEAVE) && !staff.absencesTrustworthy()) {
            return ABSENCES_UNKNOWN;
        }
        return null;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AbsencesTrusted event) {
        held.release(ABSENCES_UNKNOWN);
    }

    /** A decision that read a switch a moment before it was turned holds its lead a moment after: it is found here. */
    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT15S")
    @Transactional
    public void releaseForgotten() {
        var now = reason();
        held.reasons().stream().filter(reason -> !Objects.equals(reason, now)).forEach(held::release);
    }
}
