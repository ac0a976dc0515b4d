package dev.baton.notification;

/** A way to reach a person. */
public enum Channel {
    IN_APP,
    MAIL,
    WECOM,
    DINGTALK,
    SMS
}
