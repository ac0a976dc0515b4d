package dev.baton.audit;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/**
 * The security log as a file, one event a line of JSON and nothing else on it, for whatever ships files elsewhere. Without
 * the setting the lines are part of the log of the application, under the name of their logger.
 */
@Component
@ConditionalOnExpression("!'${baton.security.log-file:}'.isBlank()")
class SecurityLogFile implements DisposableBean {

    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    SecurityLogFile(@Value("${baton.security.log-file}") Path file) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("baton.security.log-file needs Logback, which is what Baton comes with");
        }
        var line = new PatternLayoutEncoder();
        line.setContext(context);
        line.setPattern("%msg%n");
        line.setCharset(StandardCharsets.UTF_8);
        line.start();
        appender.setContext(context);
        appender.setName("baton-security");
        appender.setFile(file.toString());
        appender.setAppend(true);
        appender.setEncoder(line);
        appender.start();
        if (!appender.isStarted()) {
            throw new IllegalStateException("The security log cannot be written to " + file);
        }
        context.getLogger(RecordingSecurityEvent.LOGGER).addAppender(appender);
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(RecordingSecurityEvent.LOGGER).detachAppender(appender);
        }
        appender.stop();
    }
}
