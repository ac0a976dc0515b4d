package dev.baton.notification;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the table says of a notice. */
public record Traces(JdbcClient jdbc) {

    /** Channel, state, reason, replaced by, stands in for; "-" where there is none. */
    List<String> of(Notice notice) {
        return jdbc.sql("""
                        select concat_ws(' ', channel, state, coalesce(reason, '-'), coalesce(replaced_by, '-'),
                            coalesce(stands_in_for, '-'))
                        from notification_delivery where event = :event order by channel""").param("event", notice.event()).query(String.class).list();
    }

    Map<String, String> statesOf(Notice notice) {
        return of(notice).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    Map<String, Object> rowOf(Notice notice, Channel channel) {
        return jdbc.sql("select * from notification_delivery where event = :event and channel = :channel")
                .param("event", notice.event())
                .param("channel", channel.name())
                .query()
                .singleRow();
    }
}
