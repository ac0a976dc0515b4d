package dev.baton.customer.web;

import dev.baton.customer.MigratingLeads;
import dev.baton.customer.MigratingLeads.Foreseen;
import dev.baton.customer.MigratingLeads.Portion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customer-migration")
class CustomerMigrationController {

    private final MigratingLeads migrating;

    CustomerMigrationController(MigratingLeads migrating) {
        this.migrating = migrating;
    }

    /** How many customers would come of how many leads that have none yet; changes nothing. */
    @GetMapping
    Foreseen foresee() {
        return migrating.foresee();
    }

    /** Gives the next leads their customer; ask again with what it answers until that is nothing. */
    @PostMapping
    Portion migrate(@RequestParam(required = false) @Nullable UUID after) {
        return migrating.migrate(after);
    }
}
