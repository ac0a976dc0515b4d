package dev.baton.notification;

import dev.baton.shared.Refusal;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody has read what the workbench told them. */
@Component
public class ReadingNotices {

    private final InAppNotices notices;
    private final Clock clock;

    ReadingNotices(InAppNotices notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public void read(UUID notice, PersonId by) {
        notices.hold(notice, by.value())
                .orElseThrow(() -> Refusal.notFound("not-found"))
                .read(clock.instant());
    }

    @Transactional
    public void readAll(PersonId by) {
        notices.readAll(by.value(), clock.instant());
    }
}
