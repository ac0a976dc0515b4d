package dev.baton.staff.account;

import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.staff.Accounts;
import dev.baton.staff.Identity;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.people.People;
import dev.baton.staff.people.StaffDirectory;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets in whom a provider outside the house has proved; roles and region are what it says today. */
@Component
@NamedInterface("provider")
public class SigningInFromOutside {

    /**
     * What the provider says.
     *
     * @param login by it somebody who is on file already is found the first time
     * @param region null leaves it as it is
     */
    @NamedInterface("provider")
    public record Stranger(
            String issuer,
            String subject,
            String login,
            String name,
            @Nullable String email,
            Set<Role> roles,
            @Nullable String region) {}

    private final OutsideIdentities identities;
    private final People people;
    private final StaffDirectory directory;
    private final JoiningStaff joining;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SigningInFromOutside(
            OutsideIdentities identities,
            People people,
            StaffDirectory directory,
            JoiningStaff joining,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.identities = identities;
        this.people = people;
        this.directory = directory;
        this.joining = joining;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Identity signIn(Stranger stranger) {
        if (stranger.roles().isEmpty()) {
            throw Refusal.forbidden("no-role-from-groups");
        }
        if (stranger.region() != null
                && directory.regions().stream().noneMatch(known -> known.code().equals(stranger.region()))) {
            throw Refusal.forbidden("no-region-from-groups");
        }
        var id = known(stranger);
        keepUp(id, stranger);
        return accounts.current(id).orElseThrow(() -> Refusal.forbidden("person-disabled"));
    }

    private PersonId known(Stranger stranger) {
        var account = new OutsideIdentity.Account(stranger.issuer(), stranger.subject());
        return identities.findById(account).map(OutsideIdentity::person).orElseGet(() -> {
            var person = directory
                    .findByLogin(stranger.login().toLowerCase(Locale.ROOT))
                    .map(Person::id)
                    .orElseGet(() -> join(stranger));
            identities.save(new OutsideIdentity(account, person, clock.instant()));
            return person;
        });
    }

    private PersonId join(Stranger stranger) {
        return joining.join(
                null,
                new JoiningStaff.Newcomer(
                        stranger.login(),
                        stranger.name(),
                        stranger.email(),
                        null,
                        null,
                        stranger.region(),
                        stranger.roles(),
                        null));
    }

    private void keepUp(PersonId id, Stranger stranger) {
        var before = directory.find(id).orElseThrow();
        var region = stranger.region() == null ? before.region() : stranger.region();
        if (before.roles().equals(stranger.roles()) && Objects.equals(before.region(), region)) {
            return;
        }
        people.change(id).place(stranger.roles(), region);
        people.flush();
        directory.changed();
        events.publishEvent(SecurityEvent.by(
                id.value(),
                SecurityEvent.Kind.ROLES_CHANGED,
                id.value(),
                Map.of("roles", List.copyOf(stranger.roles()).toString(), "channel", stranger.issuer())));
    }
}
