package dev.baton.notification;

/** Takes notices inside the caller's transaction and delivers them after its commit. */
public interface Notifications {

    void send(Notice notice);
}
