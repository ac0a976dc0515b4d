package dev.baton.notification;

import dev.baton.staff.Staff;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes down who is to be told what, together with the fact that caused it, and hands it over after the commit. */
@Component
class SendingNotices implements Notifications {

    private final Staff staff;
    private final WritingNotices writing;
    private final Courier courier;

    SendingNotices(Staff staff, WritingNotices writing, Courier courier) {
        this.staff = staff;
        this.writing = writing;
        this.courier = courier;
    }

    @Override
    @Transactional
    public void send(Notice notice) {
        var written = writing.write(notice, staff.find(notice.to()).orElse(null));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                courier.take(notice.to(), written);
            }
        });
    }
}
