package dev.baton.audit;

import dev.baton.shared.SecurityEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which patterns are worth waking somebody: rules are settings of the house, not code.
 *
 * @param rules none: nobody is told of anything
 */
@Validated
@ConfigurationProperties("baton.security.alarms")
record SecurityAlarms(@DefaultValue @Valid List<Rule> rules) {

    /** What has to be the same for events to belong together. */
    enum Per {
        /** Who did it, as far as that is known. */
        PERSON("by_id::text"),
        /** The name that was used or tried; names that nobody has are cut short and tell nothing. */
        ACCOUNT("case when by_name not like '%…' then by_name end"),
        ADDRESS("address");

        private final String column;

        Per(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /**
     * So many events of these kinds for one person, account or address in this time.
     *
     * @param name as it stands in notices, entries and the metric
     */
    record Rule(
            @NotBlank String name,
            @NotEmpty Set<SecurityEvent.Kind> kinds,
            @NotNull Per per,
            @Min(1) int count,
            @NotNull Duration within) {}
}
