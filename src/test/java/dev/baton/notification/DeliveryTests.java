package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.baton.notification.Delivery.Reason;
import dev.baton.notification.Delivery.State;
import dev.baton.notification.NoticeRouting.Leg;
import dev.baton.staff.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTests {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @Test
    void settledOnceItSaysNothingElse() {
        var delivery = delivery(new Leg(Channel.MAIL, null, null, null));
        delivery.sent("250 ok", NOW);

        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.end(State.FAILED, Reason.REFUSED, "550 no such user"))
                .withMessage("The delivery %s is settled: SENT", delivery.id());
        assertThatIllegalStateException().isThrownBy(() -> delivery.sent(null, NOW));
        assertThatIllegalStateException().isThrownBy(() -> delivery.retry("451 later", NOW, NOW.plusSeconds(5)));
        assertThatIllegalStateException().isThrownBy(() -> delivery.handOn(Channel.SMS, Reason.CHANNEL_OFF, null));
        assertThatIllegalStateException().isThrownBy(() -> delivery.lease(NOW.plusSeconds(60)));
        assertThat(delivery.state()).isEqualTo(State.SENT);
        assertThat(delivery.attempts()).isOne();
    }

    @Test
    void aChannelFailsSinceItFailedFirst() {
        var delivery = delivery(new Leg(Channel.MAIL, null, null, null));
        assertThat(delivery.failingFor(NOW.plusSeconds(600))).isZero();

        delivery.retry("451 later", NOW, NOW.plusSeconds(5));
        delivery.retry("451 later", NOW.plusSeconds(5), NOW.plusSeconds(15));

        assertThat(delivery.failingFor(NOW.plusSeconds(15))).isEqualTo(Duration.ofSeconds(15));
        assertThat(delivery.attempts()).isEqualTo(2);
    }

    @Test
    void whatNoChannelCanEvenTryIsSettledFromTheStart() {
        assertThat(delivery(new Leg(Channel.SMS, Reason.NO_ADDRESS, null, null)))
                .returns(State.SKIPPED, Delivery::state)
                .returns(false, Delivery::isOpen)
                .returns(0, Delivery::attempts);
        assertThat(delivery(new Leg(Channel.IN_APP, null, null, Channel.SMS)))
                .returns(State.SENT, Delivery::state)
                .returns(false, Delivery::isOpen)
                .returns(1, Delivery::attempts);
    }

    private static Delivery delivery(Leg leg) {
        return new Delivery(
                new Delivery.Content(
                        "lead:1:1:lead.assigned",
                        new PersonId(UUID.randomUUID()),
                        "lead.assigned",
                        Locale.ENGLISH,
                        Map.of(),
                        "/leads/1",
                        "A lead"),
                leg,
                NOW,
                NOW.plusSeconds(60));
    }
}
