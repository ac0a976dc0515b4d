package dev.baton.staff.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.shared.Refusal;
import dev.baton.shared.SecurityEvent;
import dev.baton.shared.SecurityEvent.Kind;
import dev.baton.staff.Origin;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.people.Employee;
import dev.baton.staff.people.People;
import dev.baton.staff.people.StaffDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The one place where a password is looked at, so that no door lets somebody guess for free or without a trace. */
@Component
class ProvingPassword {

    /** Longer input only costs time. */
    private static final int LONGEST = 200;

    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final StaffDirectory directory;
    private final People people;
    private final KnownBrowsers browsers;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ProvingPassword(
            StaffDirectory directory,
            People people,
            KnownBrowsers browsers,
            Passwords passwords,
            SignInThrottle throttle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.directory = directory;
        this.people = people;
        this.browsers = browsers;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    /** Empty where it is wrong, or where nobody active has that name; refuses where there were too many wrong ones. */
    Optional<PersonId> prove(String login, String password, Origin from) {
        var person = directory.findByLogin(login.strip());
        var attempt = attempt(login, person, from);
        var proved = matches(person, password);
        if (proved) {
            attempt.succeeded();
            return person.map(Person::id);
        }
        var reason = person.isEmpty() ? "unknown" : person.get().active() ? "wrong-password" : "disabled";
        events.publishEvent(SecurityEvent.unproved(login, Kind.SIGN_IN_FAILED, Map.of("reason", reason)));
        return Optional.empty();
    }

    /** Somebody signed in proves once more to be there in person, before what a found session must not do. */
    void mustBe(PersonId caller, String password, String field, Origin from) {
        var person = directory.find(caller);
        var attempt = attempt(person.map(Person::login).orElse(""), person, from);
        if (!matches(person, password)) {
            events.publishEvent(SecurityEvent.by(
                    caller.value(), Kind.PASSWORD_REFUSED, Map.of("reason", "wrong-password", "field", field)));
            throw Refusal.invalid("wrong-password", field, Map.of());
        }
        attempt.succeeded();
    }

    /** Nobody guesses 256 bits; this only slows down a client that does not notice its refusals. */
    void wrongToken(Origin from) {
        attempt("token", from, null);
        events.publishEvent(SecurityEvent.unproved("token", Kind.SIGN_IN_FAILED, Map.of("reason", "token")));
    }

    private boolean matches(Optional<Person> person, String password) {
        if (password.length() > LONGEST) {
            return false;
        }
        var hash = person.filter(Person::active)
                .flatMap(known -> people.find(known.id()))
                .flatMap(Employee::passwordHash);
        if (hash.isEmpty()) {
            passwords.matchNobody(password);
            return false;
        }
        return passwords.matches(password, hash.get());
    }

    private SignInThrottle.Attempt attempt(String login, Optional<Person> person, Origin from) {
        var browser = from.browser();
        var known = browser != null
                && person.isPresent()
                && browsers.findById(KnownBrowser.hash(person.get().id(), browser))
                        .filter(one -> one.isKnown(clock.instant()))
                        .isPresent();
        return attempt(login, from, known ? browser : null);
    }

    private SignInThrottle.Attempt attempt(String account, Origin from, @Nullable String knownBrowser) {
        try {
            return throttle.attempt(account, from.address(), knownBrowser);
        } catch (Refusal tooMany) {
            // Whoever goes on all the same is told each time and written down once a minute.
            var place = account + " from " + from.address();
            if (told.asMap().putIfAbsent(place, Boolean.TRUE) == null) {
                events.publishEvent(SecurityEvent.unproved(account, Kind.SIGN_IN_THROTTLED, Map.of()));
            }
            throw tooMany;
        }
    }
}
