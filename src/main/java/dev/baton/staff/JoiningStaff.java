package dev.baton.staff;

import dev.baton.shared.Ids;
import dev.baton.shared.Refusal;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a new person on. */
@Component
public class JoiningStaff {

    /** What an administrator says about a new person. */
    public record Newcomer(
            String login,
            String name,
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String wecomUserId,
            @Nullable String region,
            Set<Role> roles,
            @Nullable String password) {}

    private final People people;
    private final StaffDirectory directory;
    private final Passwords passwords;
    private final Clock clock;

    JoiningStaff(People people, StaffDirectory directory, Passwords passwords, Clock clock) {
        this.people = people;
        this.directory = directory;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Transactional
    public PersonId join(Newcomer newcomer) {
        if (newcomer.region() != null
                && directory.regions().stream().noneMatch(known -> known.code().equals(newcomer.region()))) {
            throw Refusal.invalid(
                    "unknown-region",
                    "region",
                    Map.of(
                            "value",
                            newcomer.region(),
                            "allowed",
                            directory.regions().stream().map(Region::code).toList()));
        }
        String hash = null;
        if (newcomer.password() != null) {
            ChangingPassword.mustBeAcceptable(newcomer.password(), "password");
            hash = passwords.hash(newcomer.password());
        }
        var id = new PersonId(Ids.next());
        var added = people.add(new People.NewPerson(
                id,
                newcomer.login(),
                newcomer.name(),
                newcomer.email(),
                newcomer.mobile(),
                newcomer.wecomUserId(),
                newcomer.region(),
                newcomer.roles(),
                hash,
                clock.instant()));
        if (!added) {
            throw Refusal.conflict("login-taken", Map.of("value", newcomer.login()));
        }
        directory.changed();
        return id;
    }
}
