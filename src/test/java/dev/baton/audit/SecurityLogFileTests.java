package dev.baton.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("The security log can be shipped elsewhere: a file with one event a line")
class SecurityLogFileTests {

    @TempDir
    Path folder;

    @Test
    void onlyTheLinesOfTheSecurityLogStandInItsFile() throws Exception {
        var file = folder.resolve("security.json");
        new ApplicationContextRunner()
                .withUserConfiguration(SecurityLogFile.class)
                .withPropertyValues("baton.security.log-file=" + file)
                .run(context -> {
                    LoggerFactory.getLogger(RecordingSecurityEvent.LOGGER).info("{}", "{\"kind\":\"signed-in\"}");
                    LoggerFactory.getLogger(SecurityLogFileTests.class).info("something else");
                });

        assertThat(Files.readAllLines(file)).containsExactly("{\"kind\":\"signed-in\"}");
    }

    @Test
    void withoutTheSettingThereIsNone() {
        new ApplicationContextRunner()
                .withUserConfiguration(SecurityLogFile.class)
                .withPropertyValues("baton.security.log-file=")
                .run(context -> assertThat(context).doesNotHaveBean(SecurityLogFile.class));
    }
}
