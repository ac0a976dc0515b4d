package dev.baton.notification;

import dev.baton.notification.NoticeTemplates.Part;
import dev.baton.staff.Person;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Mail by SMTP, as text and HTML; a repeat has the same Message-ID, so that mailboxes can fold it into one. */
@Component
class MailChannel implements ChannelSender {

    private static final int LONGEST_IN_TITLE = 80;
    private static final int LONGEST_IN_TEXT = 500;

    private final @Nullable JavaMailSender smtp;
    private final NoticeTemplates templates;
    private final NoticeLinks links;
    private final NotificationProperties.Mail properties;

    MailChannel(
            ObjectProvider<JavaMailSender> smtp,
            NoticeTemplates templates,
            NoticeLinks links,
            NotificationProperties properties) {
        this.smtp = smtp.getIfAvailable();
        this.templates = templates;
        this.links = links;
        this.properties = properties.mail();
        if (this.smtp instanceof JavaMailSenderImpl sender) {
            // without these a server that accepts and then says nothing would hold a sender for ever
            sender.getJavaMailProperties().putIfAbsent("mail.smtp.connectiontimeout", "5000");
            sender.getJavaMailProperties().putIfAbsent("mail.smtp.timeout", "10000");
            sender.getJavaMailProperties().putIfAbsent("mail.smtp.writetimeout", "10000");
        }
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public boolean isOn() {
        boolean hasServer = !(smtp instanceof JavaMailSenderImpl sender)
                || (sender.getHost() != null && !sender.getHost().isBlank());
        return smtp != null && hasServer && properties.enabled();
    }

    @Override
    public boolean reaches(Person person) {
        return person.email() != null && !person.email().isBlank();
    }

    @Override
    public Outcome send(Delivery delivery, Person to) {
        if (smtp == null) {
            return Outcome.down("no mail server");
        }
        try {
            var message = smtp.createMimeMessage();
            var mail = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            var values = valuesOf(delivery);
            mail.setFrom(properties.from(), properties.fromName());
            mail.setTo(address(to));
            mail.setSubject(title(delivery, values));
            mail.setText(text(delivery, values), html(delivery, values));
            message.setHeader("Message-ID", messageId(delivery));
            message.setHeader("Auto-Submitted", "auto-generated");
            smtp.send(message);
            return new Outcome.Sent(messageId(delivery));
        } catch (AddressException noAddress) {
            return Outcome.refused("no mail address: " + noAddress.getMessage());
        } catch (MailException failure) {
            return outcomeOf(failure);
        } catch (MessagingException | UnsupportedEncodingException e) {
            return Outcome.refused(e.toString());
        }
    }

    private String messageId(Delivery delivery) {
        return "<" + delivery.id() + "@"
                + properties.from().substring(properties.from().indexOf('@') + 1) + ">";
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static InternetAddress address(Person to) throws AddressException, UnsupportedEncodingException {
        // strict parsing: a line break in an address would be a header of its own
        var address = new InternetAddress(String.valueOf(to.email()), true);
        var charset = StandardCharsets.UTF_8.name();
        address.setPersonal(Text.cut(Text.oneLine(to.name()), 60), charset);
        return address;
    }

    private String title(Delivery delivery, Map<String, String> values) {
        return templates.render(delivery.template(), Part.TITLE, delivery.language(), values, LONGEST_IN_TITLE);
    }

    private String text(Delivery delivery, Map<String, String> values) {
        var language = delivery.language();
        return templates.render(delivery.template(), Part.TEXT, language, values, LONGEST_IN_TEXT)
                + "\n\n" + links.to(delivery.path())
                + "\n\n-- \n" + templates.phrase(language, "mail.footer") + "\n";
    }

    private String html(Delivery delivery, Map<String, String> values) {
        var language = delivery.language();
        return """
                <!doctype html><html lang="%s"><body style="font-family:sans-serif;color:#222">
                <h2 style="font-size:18px">%s</h2><p style="font-size:15px;line-height:1.6">%s</p>
                <p><a href="%s" style="background:#1677ff;color:#fff;padding:8px 20px;border-radius:6px;\
                text-decoration:none">%s</a></p>
                <p style="color:#888;font-size:12px">%s</p></body></html>""".formatted(
                language.toLanguageTag(),
                templates.render(
                        delivery.template(), Part.TITLE, language, values, LONGEST_IN_TITLE, MailChannel::escape),
                templates.render(
                        delivery.template(), Part.TEXT, language, values, LONGEST_IN_TEXT, MailChannel::escape),
                escape(links.to(delivery.path())),
                escape(templates.phrase(language, "mail.open")),
                escape(templates.phrase(language, "mail.footer")));
    }

    private Map<String, String> valuesOf(Delivery delivery) {
        var values = new HashMap<>(delivery.values());
        values.put(NoticeTemplates.LINK, links.to(delivery.path()));
        return values;
    }

    /** A 5xx answer to the address or the message is final; everything else may be better in a while. */
    private static Outcome outcomeOf(MailException failure) {
        Throwable cause = failure instanceof MailSendException send && send.getMessageExceptions().length > 0
                ? send.getMessageExceptions()[0]
                : failure;
        for (Throwable e = cause;
                e != null;
                e = e instanceof MessagingException m ? m.getNextException() : e.getCause()) {
            if (e instanceof SMTPAddressFailedException address && address.getReturnCode() >= 500) {
                return Outcome.refused(Text.oneLine(String.valueOf(address.getMessage())));
            }
            if (e instanceof SMTPSendFailedException answer
                    && answer.getReturnCode() >= 550
                    && answer.getReturnCode() <= 554) {
                return Outcome.refused(Text.oneLine(String.valueOf(answer.getMessage())));
            }
        }
        if (cause instanceof SendFailedException invalid
                && invalid.getInvalidAddresses() != null
                && invalid.getInvalidAddresses().length > 0
                && invalid.getNextException() == null) {
            return Outcome.refused(Text.oneLine(String.valueOf(invalid.getMessage())));
        }
        return Outcome.down(Text.oneLine(cause.toString()));
    }
}
