package dev.baton.local;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.local.Ports.Port;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A mail server that takes everything and sends nothing on. Mails are read by a test through {@link #received()}, by a
 * person with any mail program over IMAP: the address of the recipient is both user and password.
 */
public final class LocalMail implements AutoCloseable {

    static final List<Port> PORTS = List.of(Port.SMTP, Port.IMAP);

    private final GreenMail greenMail;
    private final int port;

    LocalMail(Ports ports) {
        this.port = ports.of(Port.SMTP);
        this.greenMail = new GreenMail(new ServerSetup[] {
            new ServerSetup(ports.of(Port.SMTP), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(ports.of(Port.IMAP), "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
    }

    void start() {
        // it says of every mailbox that it is new
        LoggingSystem.get(LocalMail.class.getClassLoader()).setLogLevel("com.icegreen.greenmail", LogLevel.WARN);
        greenMail.start();
    }

    /** For {@code spring.mail.port}. */
    public int port() {
        return port;
    }

    /** Every mail since the start or the last {@link #forget()}. */
    public List<MimeMessage> received() {
        return List.of(greenMail.getReceivedMessages());
    }

    /** Empties all mailboxes, between tests. */
    public void forget() {
        try {
            greenMail.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints a line for each mail that arrives, so that a person sees it happen. */
    void announceArrivals() {
        UserManager users = greenMail.getUserManager();
        MessageDeliveryHandler delivery = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((mail, recipient) -> {
            Progress.say("Mail to %s: %s", recipient.getEmail(), subject(mail.getMessage()));
            return delivery.handle(mail, recipient);
        });
    }

    private static String subject(MimeMessage message) {
        try {
            String subject = message.getSubject();
            return subject == null ? "(no subject)" : subject;
        } catch (MessagingException e) {
            return "(subject unreadable)";
        }
    }

    /** Who got what, in the order of arrival; for messages of failed assertions. */
    public String summary() {
        return received().stream().map(LocalMail::line).collect(Collectors.joining("\n"));
    }

    private static String line(MimeMessage message) {
        try {
            return Arrays.toString(message.getRecipients(Message.RecipientType.TO)) + " " + message.getSubject();
        } catch (MessagingException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
