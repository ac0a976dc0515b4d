package dev.baton.staff.account;

import dev.baton.staff.PersonDisabled;
import dev.baton.staff.PersonId;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** With the credentials of a person ends what was proved with them: sign-ins, tokens, known browsers. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EndingProofs {

    private final Tokens tokens;
    private final SignIns signIns;
    private final KnownBrowsers browsers;
    private final Clock clock;

    EndingProofs(Tokens tokens, SignIns signIns, KnownBrowsers browsers, Clock clock) {
        this.tokens = tokens;
        this.signIns = signIns;
        this.browsers = browsers;
        this.clock = clock;
    }

    @EventListener
    public void on(PersonDisabled left) {
        of(left.person());
    }

    void of(PersonId person) {
        var now = clock.instant();
        tokens.findLiving(person.value()).forEach(token -> token.revoke(now));
        signIns.findUnended(person.value()).forEach(signIn -> signIn.end(now));
        browsers.forget(person.value());
    }
}
