package dev.baton.staff.calendar;

import dev.baton.shared.BusinessCalendar;
import dev.baton.shared.WorkingTime;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** The days and hours that the people of this house work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkingCalendar.Properties.class)
class WorkingCalendar {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingCalendar.class);

    /**
     * @param hours of a working day, for example {@code 09:00-18:00}
     * @param file holidays and make-up working days; a file outside the application replaces the shipped one
     */
    @ConfigurationProperties("baton.calendar")
    record Properties(
            @DefaultValue("Asia/Shanghai") ZoneId zone,
            @DefaultValue("09:00-18:00") String hours,

            @DefaultValue("classpath:" + BusinessCalendar.CHINESE_HOLIDAYS)
            Resource file) {}

    @Bean
    BusinessCalendar businessCalendar(Properties properties, Clock clock) throws IOException {
        try (var file = new InputStreamReader(properties.file().getInputStream(), StandardCharsets.UTF_8)) {
            var warning = new OneWarningAYear();
            var calendar =
                    new BusinessCalendar(file, properties.zone(), WorkingTime.parse(properties.hours()), warning);
            soonNeeded(LocalDate.ofInstant(clock.instant(), properties.zone())).stream()
                    .filter(year -> !calendar.knows(year))
                    .forEach(warning::accept);
            return calendar;
        }
    }

    /** The notice for the next year comes out in November, and deadlines begin to reach into that year. */
    static Set<Integer> soonNeeded(LocalDate today) {
        return today.getMonthValue() >= Month.NOVEMBER.getValue()
                ? Set.of(today.getYear(), today.getYear() + 1)
                : Set.of(today.getYear());
    }

    /** Says once what would otherwise be said at every deadline. */
    private static final class OneWarningAYear implements IntConsumer {

        private final Set<Integer> said = ConcurrentHashMap.newKeySet();

        @Override
        public void accept(int year) {
            if (said.add(year)) {
                LOG.warn(
                        "The holidays of {} are not known: deadlines in that year are counted by weekends and fixed days alone."
                                + " Add the year to the holiday file (baton.calendar.file).",
                        year);
            }
        }
    }
}
