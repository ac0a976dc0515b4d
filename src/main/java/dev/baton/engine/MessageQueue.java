package dev.baton.engine;

import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.stereotype.Component;

/** The short way from a commit to the relay; what does not fit waits in the table for the next sweep. */
@Component
class MessageQueue {

    private final LinkedBlockingQueue<Outbox.Message> messages = new LinkedBlockingQueue<>(10_000);

    void offer(Outbox.Message message) {
        messages.offer(message);
    }

    Outbox.Message take() throws InterruptedException {
        return messages.take();
    }
}
