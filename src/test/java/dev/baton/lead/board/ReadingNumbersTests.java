package dev.baton.lead.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.lead.LeadId;
import dev.baton.shared.Ids;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who was shown which full number is kept (AC-08)")
class ReadingNumbersTests {

    private final List<SecurityEvent> published = new ArrayList<>();
    private final ReadingNumbers numbers = new ReadingNumbers(event -> published.add((SecurityEvent) event));
    private final Caller caller = new Caller(new PersonId(Ids.next()), "somebody", Set.of(Role.REP), "east");
    private final Caller other = new Caller(new PersonId(Ids.next()), "other", Set.of(Role.REP), "east");

    @Test
    void oneNumberNamesItsLead() {
        var lead = new LeadId(Ids.next());

        numbers.shown(lead, caller);

        assertThat(published).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(SecurityEvent.Kind.NUMBER_READ);
            assertThat(event.by()).isEqualTo(caller.id().value());
            assertThat(event.subject()).isEqualTo(lead.value());
        });
    }

    @Test
    void aListIsOneEntryAndCountsWhatWasNotReadYet() {
        var known = new LeadId(Ids.next());
        numbers.shown(known, caller);
        published.clear();
        var leads = List.of(known, new LeadId(Ids.next()), new LeadId(Ids.next()));

        numbers.shown(leads, caller);
        numbers.shown(leads, caller);
        numbers.shown(List.of(), caller);

        assertThat(published).singleElement().satisfies(event -> assertThat(event.details())
                .extractingByKey("count")
                .isEqualTo(2));
    }

    @Test
    void whatOneReadsIsNotReadByTheOther() {
        var lead = new LeadId(Ids.next());
        numbers.shown(lead, caller);
        numbers.shown(lead, other);

        assertThat(published)
                .extracting(SecurityEvent::by)
                .containsExactly(caller.id().value(), other.id().value());
    }
}
