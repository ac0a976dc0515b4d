package dev.baton.staff.people;

import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says whose work it is to receive leads: everybody who has such a role is a candidate, and nobody else. */
@Component
@Transactional
public class LettingReceiveLeads {

    private final RolePermissions permissions;
    private final StaffDirectory directory;
    private final ApplicationEventPublisher events;

    LettingReceiveLeads(RolePermissions permissions, StaffDirectory directory, ApplicationEventPublisher events) {
        this.permissions = permissions;
        this.directory = directory;
        this.events = events;
    }

    /** The roles that could, and whether they do. */
    @Transactional(readOnly = true)
    public Map<Role, Boolean> byRole() {
        var receiving = permissions.findAllOf(RolePermission.RECEIVE_LEADS).stream()
                .map(RolePermission::role)
                .toList();
        return people().stream()
                .collect(Collectors.toMap(role -> role, receiving::contains, (one, same) -> one, TreeMap::new));
    }

    /**
     * Counts from the next lead on; what somebody has already stays with them. Repeating it changes nothing.
     *
     * @throws Refusal for a role of machines: they look after nobody
     */
    public void let(Caller caller, Role role, boolean receives) {
        if (!people().contains(role)) {
            throw Refusal.invalid("invalid-enum", "role", Map.of("value", role.name(), "allowed", people()));
        }
        var id = new RolePermission.Id(role, RolePermission.RECEIVE_LEADS);
        if (permissions.existsById(id) == receives) {
            return;
        }
        if (receives) {
            permissions.save(new RolePermission(id));
        } else {
            permissions.withdraw(id);
        }
        directory.changed();
        events.publishEvent(SecurityEvent.by(
                caller.id().value(),
                Kind.PERMISSION_CHANGED,
                Map.of("role", role.name(), "permission", RolePermission.RECEIVE_LEADS, "on", receives)));
    }

    private static List<Role> people() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.INTAKE).toList();
    }
}
