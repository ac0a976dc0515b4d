package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.staff.Person;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@NotificationTest
class MailDeliveryTests {

    @Autowired
    Notifications notifications;

    @Autowired
    Courier courier;

    @Autowired
    HouseOfPeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Traces traces;

    @Test
    void noticeArrivesByMailAndInTheWorkbench() throws Exception {
        var rep = people.rep("both");
        var notice = Notices.windowDue(rep, Channel.IN_APP, Channel.MAIL);

        notifications.send(notice);

        var mail = theOnlyMailTo(rep);
        assertThat(mail.getSubject()).isEqualTo("响应已超时：华东机械有限公司");
        assertThat(mail.getContentType()).startsWith("multipart/");
        assertThat(String.join("\n", textsOf(mail)))
                .contains("官网表单线索“华东机械有限公司”（负责人 李雷）", "3月1日 14:30", "https://crm.example.com" + notice.path());
        assertThat(String.join("\n", textsOf(mail))).contains("<a href=\"https://crm.example.com" + notice.path());
        assertThat(inApp(rep)).singleElement().satisfies(row -> {
            assertThat(row.get("title")).isEqualTo("响应已超时：华东机械有限公司");
            assertThat(row.get("path")).isEqualTo(notice.path());
        });
        await().untilAsserted(() -> assertThat(states(notice)).isEqualTo(Map.of("IN_APP", "SENT", "MAIL", "SENT")));
    }

    @Test
    void samePersonIsToldOnceEvenIfFiftySendAtTheSameTime() throws Exception {
        var rep = people.rep("fifty");
        var notice = Notices.windowDue(rep, Channel.IN_APP, Channel.MAIL);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new ArrayList<Future<?>>();
            for (int i = 0; i < 50; i++) {
                senders.add(threads.submit(() -> {
                    start.await();
                    notifications.send(notice);
                    return null;
                }));
            }
            start.countDown();
            for (var sender : senders) {
                sender.get();
            }
        }
        await().untilAsserted(() -> assertThat(states(notice)).isEqualTo(Map.of("IN_APP", "SENT", "MAIL", "SENT")));
        clock.forward(Duration.ofMinutes(5));
        assertThat(courier.sweep()).isZero();
        assertThat(mailsTo(rep)).hasSize(1);
        assertThat(inApp(rep)).hasSize(1);
    }

    @Test
    void nothingIsSentWhenTheCallersTransactionRollsBack() {
        var rep = people.rep("rollback");
        var notice = Notices.windowDue(rep, Channel.IN_APP, Channel.MAIL);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    notifications.send(notice);
                    throw new IllegalStateException("the fact did not happen");
                }))
                .hasMessage("the fact did not happen");
        clock.forward(Duration.ofMinutes(5));
        courier.sweep();
        assertThat(states(notice)).isEmpty();
        assertThat(mailsTo(rep)).isEmpty();
        assertThat(inApp(rep)).isEmpty();
    }

    @Test
    void crashBetweenSendingAndRecordingRepeatsTheMailUnderTheSameMessageId() throws Exception {
        var rep = people.rep("crash");
        var notice = Notices.windowDue(rep, Channel.MAIL);
        notifications.send(notice);
        await().untilAsserted(() -> assertThat(states(notice)).isEqualTo(Map.of("MAIL", "SENT")));
        // what a crash after the SMTP server's answer leaves behind: the row as it was committed, its lease running
        jdbc.sql("""
                        update notification_delivery set state = 'PENDING', sent_at = null, attempts = 0,
                            next_attempt_at = created_at + interval '60 seconds' where event = :event""").param("event", notice.event()).update();

        assertThat(courier.sweep()).as("the lease is not over").isZero();
        clock.forward(Duration.ofSeconds(61));
        assertThat(courier.sweep()).isEqualTo(1);

        await().untilAsserted(() -> assertThat(states(notice)).isEqualTo(Map.of("MAIL", "SENT")));
        var mails = mailsTo(rep);
        assertThat(mails).hasSize(2);
        assertThat(mails.get(1).getMessageID())
                .isEqualTo(mails.get(0).getMessageID())
                .startsWith("<")
                .endsWith("@localhost>");
    }

    @Test
    void namesCannotAddHeadersOrMarkup() throws Exception {
        var rep = people.rep(
                "evil",
                p -> HouseOfPeople.with(p, "Eve\r\nBcc: all@example.com", p.email(), p.mobile(), true, Locale.ENGLISH));
        var values = new HashMap<>(Notices.VALUES);
        values.put("leadName", "<script>alert('x')</script>\r\nBcc: victim@example.com\u202E & Söhne 🎉");
        var notice = Notices.notice("lead:evil:1:assigned", "lead.assigned", rep, values, "/leads/1", Channel.MAIL);

        notifications.send(notice);

        var mail = theOnlyMailTo(rep);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject())
                .isEqualTo("New lead: <script>alert('x')</script> Bcc: victim@example.com & Söhne 🎉");
        assertThat(textsOf(mail).getLast())
                .startsWith("<!doctype html>")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void personWithoutAddressIsReachedByTheNextChannelAndTheTraceSaysWhy() {
        var rep = people.rep("silent", HouseOfPeople.withoutMail());
        var notice = Notices.windowDue(rep, Channel.MAIL);

        notifications.send(notice);

        assertThat(trace(notice)).containsExactly("IN_APP SENT - - MAIL", "MAIL REPLACED NO_ADDRESS IN_APP -");
        assertThat(inApp(rep)).hasSize(1);
    }

    @Test
    void channelsThatAreOffLeadToTheNextOneOnlyOnce() {
        var rep = people.rep("off");
        var notice = Notices.windowDue(rep, Channel.MAIL, Channel.WECOM, Channel.SMS);

        notifications.send(notice);

        await().untilAsserted(() -> assertThat(trace(notice))
                .containsExactly(
                        "MAIL SENT - - -", "SMS REPLACED CHANNEL_OFF MAIL -", "WECOM REPLACED CHANNEL_OFF MAIL -"));
        assertThat(mailsTo(rep)).hasSize(1);
    }

    @Test
    void whoLeftIsNotWrittenTo() {
        var rep = people.rep("left", HouseOfPeople.left());
        var notice = Notices.windowDue(rep, Channel.IN_APP, Channel.MAIL);
        notifications.send(notice);
        assertThat(trace(notice)).containsExactly("IN_APP SKIPPED PERSON_LEFT - -", "MAIL SKIPPED PERSON_LEFT - -");
        assertThat(inApp(rep)).isEmpty();
    }

    @Test
    void missingValueOrTemplateIsAnError() {
        var rep = people.rep("gap");
        assertThatThrownBy(() -> notifications.send(
                        Notices.notice("e", "lead.assigned", rep, Map.of("leadName", "x"), "/", Channel.IN_APP)))
                .hasMessageContaining("[dueAt, source]");
        assertThatThrownBy(() ->
                        notifications.send(Notices.notice("e", "lead.nothing", rep, Map.of(), "/", Channel.IN_APP)))
                .hasMessageContaining("lead.nothing");
    }

    private MimeMessage theOnlyMailTo(Person person) {
        await().until(() -> !mailsTo(person).isEmpty());
        assertThat(mailsTo(person)).hasSize(1);
        return mailsTo(person).getFirst();
    }

    private static List<MimeMessage> mailsTo(Person person) {
        return Arrays.stream(NotificationTest.Servers.MAIL.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return mail.getRecipients(Message.RecipientType.TO)[0]
                                .toString()
                                .contains("<" + person.email() + ">");
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static List<String> textsOf(MimeMessage mail) throws Exception {
        var texts = new ArrayList<String>();
        collect((MimeMultipart) mail.getContent(), texts);
        return texts;
    }

    private static void collect(MimeMultipart parts, List<String> texts) throws Exception {
        for (int i = 0; i < parts.getCount(); i++) {
            var content = parts.getBodyPart(i).getContent();
            if (content instanceof MimeMultipart inner) {
                collect(inner, texts);
            } else {
                texts.add(content.toString());
            }
        }
    }

    private List<Map<String, Object>> inApp(Person person) {
        return jdbc.sql("select * from in_app_notice where person_id = :person order by seq")
                .param("person", person.id().value())
                .query()
                .listOfRows();
    }

    private Map<String, String> states(Notice notice) {
        return traces.statesOf(notice);
    }

    private List<String> trace(Notice notice) {
        return traces.of(notice);
    }
}
