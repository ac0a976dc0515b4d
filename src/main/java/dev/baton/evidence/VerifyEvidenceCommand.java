package dev.baton.evidence;

import dev.baton.evidence.storage.StorageSetup;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * {@code java -jar baton.jar --verify-evidence}: verifies without the application, beside a running one or with none, and
 * with read access alone. Ends with 0 where all is intact, with 1 on a finding, with 2 where it could not be found out.
 */
public final class VerifyEvidenceCommand {

    private static final String OPTION = "--verify-evidence";

    private VerifyEvidenceCommand() {}

    public static boolean isAskedFor(String[] args) {
        return Arrays.asList(args).contains(OPTION);
    }

    /** @return the exit code of the process */
    public static int run(String[] args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return run(args, out);
    }

    static int run(String[] args, PrintStream out) {
        var others = Arrays.stream(args).filter(arg -> !arg.equals(OPTION)).toArray(String[]::new);
        try (var context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("logging.level.root=WARN", "spring.main.lazy-initialization=true")
                .run(others)) {
            var texts = context.getBean(FindingTexts.class);
            var language = Locale.getDefault().getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
            var result = context.getBean(VerifyingEvidence.class).verify();
            out.printf(
                    "%d entries, %d pieces, %d files: %s%n",
                    result.entries(),
                    result.pieces(),
                    result.files(),
                    result.intact() ? "intact" : result.findings().size() + result.more() + " findings");
            result.findings().forEach(finding -> out.printf("%s: %s%n", finding.kind(), texts.of(finding, language)));
            if (result.more() > 0) {
                out.printf("and %d more%n", result.more());
            }
            return result.intact() ? 0 : 1;
        } catch (RuntimeException e) {
            out.printf("The evidence could not be verified: %s%n", e.getMessage());
            return 2;
        }
    }

    /** Found by no scan: only what reads. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        MessageSourceAutoConfiguration.class
    })
    @Import({StorageSetup.class, Pieces.class, Contents.class, VerifyingEvidence.class, FindingTexts.class})
    static class Parts {}
}
