package dev.baton.staff.account;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInThrottleTests {

    @Test
    void tryingManyAccountsFromOneAddressIsSlowedDown() {
        var throttle = new SignInThrottle(10, 50, 100, Duration.ofMinutes(5), Clock.systemUTC());
        for (int i = 0; i < 100; i++) {
            throttle.attempt("somebody" + i, "10.4.0.1", null);
        }

        assertThatThrownBy(() -> throttle.attempt("another", "10.4.0.1", null))
                .hasMessageContaining("too-many-sign-ins");
        throttle.attempt("another", "10.4.0.2", null);
    }

    @Test
    void signingInRightAsOftenAsOneLikesIsNeverSlowedDown() {
        var throttle = new SignInThrottle(10, 50, 100, Duration.ofMinutes(5), Clock.systemUTC());

        for (int i = 0; i < 1_000; i++) {
            throttle.attempt("rep", "10.4.0.3", null).succeeded();
        }
    }
}
