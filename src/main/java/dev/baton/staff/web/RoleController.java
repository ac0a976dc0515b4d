package dev.baton.staff.web;

import dev.baton.staff.Caller;
import dev.baton.staff.Role;
import dev.baton.staff.people.LettingReceiveLeads;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What roles may do that an administrator decides. */
@RestController
@RequestMapping("/api/roles")
class RoleController {

    @Schema(name = "RoleRights")
    record Rights(Role role, boolean receivesLeads) {}

    @Schema(name = "RoleRightsChange")
    record Change(@NotNull Boolean receivesLeads) {}

    private final LettingReceiveLeads receiving;

    RoleController(LettingReceiveLeads receiving) {
        this.receiving = receiving;
    }

    @GetMapping
    List<Rights> all() {
        return receiving.byRole().entrySet().stream()
                .map(role -> new Rights(role.getKey(), role.getValue()))
                .toList();
    }

    @PutMapping("/{role}")
    List<Rights> change(Caller caller, @PathVariable Role role, @RequestBody @Valid Change change) {
        receiving.let(caller, role, change.receivesLeads());
        return all();
    }
}
