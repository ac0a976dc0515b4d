package dev.baton.integration.imports;

import dev.baton.integration.LeadField;
import dev.baton.integration.Vocabulary;
import dev.baton.lead.NewLead;
import dev.baton.lead.intake.RegisteringLead;
import dev.baton.lead.intake.WatchingIntake;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows as leads. */
@Component
class LeadRows implements ImportTarget {

    static final String KIND = "leads";

    /** A lead keeps this many notes about its origin; some are needed for the import itself. */
    private static final int MOST_OTHER_COLUMNS = 45;

    private final ImportSource source;
    private final RegisteringLead registering;
    private final Vocabulary words;
    private final WatchingIntake intake;
    private final ImportProperties properties;
    private final Clock clock;

    LeadRows(
            ImportSource source,
            RegisteringLead registering,
            Vocabulary words,
            WatchingIntake intake,
            ImportProperties properties,
            Clock clock) {
        this.source = source;
        this.registering = registering;
        this.words = words;
        this.intake = intake;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isOpenTo(Caller caller) {
        return true;
    }

    @Override
    public List<String> fields() {
        return LeadField.codes();
    }

    @Override
    public Optional<String> field(String name) {
        return LeadField.byCode(name).map(LeadField::code);
    }

    @Override
    public Optional<String> fieldOfColumn(String header) {
        return words.column(header).map(LeadField::code);
    }

    @Override
    public Optional<Integer> partOfName(String header) {
        return words.partOfName(header);
    }

    @Override
    public boolean mayHaveSeveral(String field) {
        return field.equals(LeadField.PHONE.code()) || field.equals(LeadField.EMAIL.code());
    }

    @Override
    public boolean isLookedFor(String field) {
        return LeadField.byCode(field).filter(LeadField::isRequired).isPresent();
    }

    @Override
    public List<String> indispensable() {
        return List.of(LeadField.NAME.code(), LeadField.PHONE.code());
    }

    @Override
    public int mostOtherColumns() {
        return MOST_OTHER_COLUMNS;
    }

    @Override
    public boolean enoughWaits() {
        var since = clock.instant().minus(properties.waitingSince());
        return intake.waiting(since, properties.waitingAtMost()) >= properties.waitingAtMost();
    }

    @Override
    public int assigned(List<UUID> made) {
        return intake.assigned(made);
    }

    private record Standardised(
            @Nullable NewLead lead, @Nullable Refusal refusal) {}

    @Override
    public List<Outcome> take(List<ImportedRow> rows, PersonId by) {
        var standardised = rows.stream().map(this::standardised).toList();
        var readable = standardised.stream()
                .map(Standardised::lead)
                .filter(Objects::nonNull)
                .toList();
        var registered = registering.registerAllWithin(readable, by).iterator();
        return standardised.stream()
                .map(row -> row.lead() == null ? new Outcome(null, row.refusal()) : outcome(registered.next()))
                .toList();
    }

    private Standardised standardised(ImportedRow row) {
        try {
            return new Standardised(source.standardise(row), null);
        } catch (Refusal refusal) {
            return new Standardised(null, refusal);
        }
    }

    private static Outcome outcome(RegisteringLead.Outcome outcome) {
        var lead = outcome.registered();
        return new Outcome(lead == null ? null : new Made(lead.id().value(), lead.repeated()), outcome.refusal());
    }
}
