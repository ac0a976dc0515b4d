package dev.baton.staff.account;

import dev.baton.staff.Role;
import dev.baton.staff.people.People;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Lets the first person in: an empty installation would have nobody who could take anybody on. */
@Component
@ConditionalOnProperty("baton.first-admin.password")
class FirstAdministrator implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final People people;
    private final JoiningStaff joining;
    private final String login;
    private final String password;

    FirstAdministrator(
            People people,
            JoiningStaff joining,
            @Value("${baton.first-admin.login:admin}") String login,
            @Value("${baton.first-admin.password}") String password) {
        this.people = people;
        this.joining = joining;
        this.login = login;
        this.password = password;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!password.isBlank() && people.nobodyYet()) {
            joining.join(
                    null,
                    new JoiningStaff.Newcomer(
                            login, login, null, null, null, null, Set.of(Role.ADMIN, Role.DIRECTOR), password));
            LOG.info("Created the first administrator {}", login);
        }
    }
}
