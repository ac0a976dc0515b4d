package dev.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads that were there before customers were. */
@BatonTest
@Import(LeadFixtures.class)
class MigratingLeadsTests {

    @Autowired
    MigratingLeads migrating;

    @Autowired
    LeadFixtures leads;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("A dry run says what the run will do and changes nothing; the run passes over what is done")
    void migrated() {
        var one = leads.received("south");
        var other = leads.received("south");
        while (migrating.foresee().leads() > 0) {
            migrateAll();
        }
        jdbc.sql("delete from customer_lead where lead_id in (?, ?)")
                .params(one.value(), other.value())
                .update();
        jdbc.sql("update customer set keys = '{}' where id not in (select customer_id from customer_lead)")
                .update();
        var before = customers();

        assertThat(migrating.foresee()).isEqualTo(new MigratingLeads.Foreseen(2, 2));
        assertThat(customers()).isEqualTo(before);
        assertThat(migrateAll()).isEqualTo(2);
        assertThat(customers()).isEqualTo(before + 2);
        assertThat(migrateAll()).isZero();
        assertThat(migrating.foresee()).isEqualTo(new MigratingLeads.Foreseen(0, 0));
    }

    private long migrateAll() {
        var leads = 0L;
        UUID next = null;
        do {
            var portion = migrating.migrate(next);
            leads += portion.leads();
            next = portion.next();
        } while (next != null);
        return leads;
    }

    private long customers() {
        return jdbc.sql("select count(*) from customer").query(Long.class).single();
    }
}
