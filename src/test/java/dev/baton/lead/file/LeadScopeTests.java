package dev.baton.lead.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.BatonTest;
import dev.baton.lead.LeadFixtures;
import dev.baton.lead.LeadId;
import dev.baton.lead.LeadStatus;
import dev.baton.lead.board.ListingLeads;
import dev.baton.lead.board.ListingPool;
import dev.baton.lead.file.LeadScope.Sight;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.Role;
import dev.baton.staff.StaffOnFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a list shows is what the check of a single lead lets through, for callers, owners and regions drawn by lot. */
@BatonTest
@Import(LeadFixtures.class)
class LeadScopeTests {

    private static final List<String> REGIONS = Arrays.asList("east", "west", null);

    @Autowired
    LeadScope scope;

    @Autowired
    ListingLeads listing;

    @Autowired
    ListingPool pool;

    @Autowired
    LeadFixtures leads;

    @Autowired
    StaffOnFile staff;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("Lists of leads and of the pool show exactly what may be opened (AC-02)")
    void listsAndChecksSayTheSame() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        var mark = "范围" + UUID.randomUUID();
        var people = people();
        var ids = new ArrayList<LeadId>();
        for (var number = 0; number < 60; number++) {
            ids.add(lead(random, mark, people));
        }
        for (var turn = 0; turn < 40; turn++) {
            var caller = caller(random, people);
            var readable =
                    ids.stream().filter(id -> sees(caller, id, Sight.READ)).collect(Collectors.toSet());
            var listed = listing.search(caller, mark, null, ListingLeads.Whose.ALL, 0, 200).items().stream()
                    .map(ListingLeads.Summary::id)
                    .collect(Collectors.toSet());
            assertThat(listed).as("list of %s, -Dseed=%d", caller, seed).isEqualTo(readable);

            var pooled = ids.stream()
                    .filter(id -> status(id).equals("POOLED") && sees(caller, id, Sight.POOL))
                    .collect(Collectors.toSet());
            var offered = pool.of(caller).stream()
                    .map(ListingPool.Entry::id)
                    .filter(ids::contains)
                    .collect(Collectors.toSet());
            assertThat(offered).as("pool of %s, -Dseed=%d", caller, seed).isEqualTo(pooled);
        }
    }

    @Test
    @DisplayName("What a supervisor of the region has taken over is the region's business, wherever the lead came from")
    void ofTheirPeopleWhateverTheirRole() {
        var supervisor = staff.supervisor("east");
        var colleague = staff.supervisor("east");
        var lead = leads.assigned(supervisor.id(), "west");
        var caller = new Caller(colleague.id(), colleague.name(), colleague.roles(), colleague.region());

        assertThat(scope.require(caller, lead, Sight.SUPERVISE)).isEqualTo(Sight.SUPERVISE);
        assertThat(listing.search(caller, null, null, ListingLeads.Whose.ALL, 0, 200)
                        .items())
                .extracting(ListingLeads.Summary::id)
                .contains(lead);
        var stranger = staff.supervisor("south");
        assertThatThrownBy(() -> scope.require(
                        new Caller(stranger.id(), stranger.name(), stranger.roles(), stranger.region()),
                        lead,
                        Sight.POOL))
                .isInstanceOf(Refusal.class);
    }

    private boolean sees(Caller caller, LeadId id, Sight atLeast) {
        try {
            scope.require(caller, id, atLeast);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    private List<Person> people() {
        return List.of(
                staff.rep("east"),
                staff.rep("east"),
                staff.rep("west"),
                staff.supervisor("east"),
                staff.supervisor("west"),
                staff.director());
    }

    private LeadId lead(Random random, String mark, List<Person> people) {
        var id = leads.received(null);
        var status = List.of(LeadStatus.values())
                .get(random.nextInt(LeadStatus.values().length))
                .name();
        var owned = !Set.of("RECEIVED", "POOLED").contains(status) && random.nextInt(10) > 0;
        jdbc.sql("update lead set name = ?, status = ?, region = ?, owner_id = ?, created_by = ? where id = ?")
                .params(
                        mark + random.nextInt(),
                        status,
                        REGIONS.get(random.nextInt(3)),
                        owned ? one(random, people).id().value() : null,
                        random.nextBoolean() ? one(random, people).id().value() : null,
                        id.value())
                .update();
        return id;
    }

    /** One of the people, with the roles and the home that the lot gives: scope follows who asks, not who is on file. */
    private static Caller caller(Random random, List<Person> people) {
        var person = one(random, people);
        if (random.nextBoolean()) {
            return new Caller(person.id(), person.name(), person.roles(), person.region());
        }
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if (random.nextInt(4) == 0) {
                roles.add(role);
            }
        }
        return new Caller(person.id(), person.name(), roles, REGIONS.get(random.nextInt(3)));
    }

    private static Person one(Random random, List<Person> people) {
        return people.get(random.nextInt(people.size()));
    }

    private String status(LeadId id) {
        return jdbc.sql("select status from lead where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }
}
