package dev.baton.integration.imports;

import dev.baton.integration.DealVocabulary;
import dev.baton.opportunity.OpeningDeal;
import dev.baton.opportunity.deal.NewDeal;
import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.Staff;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows as deals. Each starts at the first stage; a row that wants to be further on is refused by the gate (B6-03). */
@Component
class DealRows implements ImportTarget {

    static final String KIND = "deals";

    private static final List<String> FIELDS = List.of(
            "name",
            "customerName",
            "customerType",
            "amount",
            "currency",
            "expectedCloseOn",
            "discount",
            "contractType",
            "customerEmail",
            "owner",
            "stage",
            "externalRef");

    private static final List<String> INDISPENSABLE = List.of("name", "customerName", "amount", "expectedCloseOn");
    private static final String HOUSE_CURRENCY = "CNY";

    /** More columns than any list of deals has. */
    private static final int MOST_OTHER_COLUMNS = 100;

    private static final Pattern DATE =
            Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[T\\s].*)?");

    private final OpeningDeal opening;
    private final DealVocabulary words;
    private final Staff staff;
    private final ImportProperties properties;
    private final Clock clock;

    DealRows(OpeningDeal opening, DealVocabulary words, Staff staff, ImportProperties properties, Clock clock) {
        this.opening = opening;
        this.words = words;
        this.staff = staff;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isOpenTo(Caller caller) {
        return caller.seesEverything() || caller.has(Role.SUPERVISOR);
    }

    @Override
    public List<String> fields() {
        return FIELDS;
    }

    @Override
    public Optional<String> field(String name) {
        return FIELDS.stream()
                .filter(field -> DealVocabulary.plain(field).equals(DealVocabulary.plain(name)))
                .findFirst();
    }

    @Override
    public Optional<String> fieldOfColumn(String header) {
        return field(header).or(() -> words.column(header));
    }

    @Override
    public boolean isLookedFor(String field) {
        // A stage that is in the file is looked at, whatever else has been mapped.
        return INDISPENSABLE.contains(field) || field.equals("stage");
    }

    @Override
    public List<String> indispensable() {
        return INDISPENSABLE;
    }

    @Override
    public int mostOtherColumns() {
        return MOST_OTHER_COLUMNS;
    }

    @Override
    public boolean enoughWaits() {
        var since = clock.instant().minus(properties.waitingSince());
        return opening.waiting(since, properties.waitingAtMost()) >= properties.waitingAtMost();
    }

    /** A deal has an owner from its first moment on. */
    @Override
    public int assigned(List<UUID> made) {
        return made.size();
    }

    @Override
    public List<Outcome> take(List<ImportedRow> rows, PersonId by) {
        return rows.stream().map(row -> Outcome.of(() -> open(row, by))).toList();
    }

    private Made open(ImportedRow row, PersonId by) {
        row.mustBeWhole();
        var uploader = staff.find(by).filter(Person::active).orElseThrow(() -> Refusal.forbidden("not-allowed"));
        var caller = new Caller(uploader.id(), uploader.name(), uploader.roles(), uploader.region());
        var reference = row.value("externalRef");
        var currency = word("currency", row);
        var amount = figure("amount", row);
        var discount = figure("discount", row);
        var opened = opening.openWithin(
                new NewDeal(
                        null,
                        row.value("name"),
                        row.value("customerName"),
                        word("customerType", row),
                        row.value("customerEmail"),
                        amount == null ? null : amount.number(),
                        amount == null ? currency : amount.currency(currency, HOUSE_CURRENCY),
                        discount == null ? null : discount.number(),
                        date(row),
                        row.value("contractType")),
                caller,
                row.value("owner"),
                reference == null ? row.importId() + ":" + row.row().line() : reference,
                row.value("stage"));
        return new Made(opened.id().value(), opened.repeated());
    }

    private @Nullable String word(String field, ImportedRow row) {
        var said = row.value(field);
        return said == null ? null : words.meaning(field, said);
    }

    private static @Nullable Figure figure(String field, ImportedRow row) {
        var said = row.value(field);
        return said == null ? null : Figure.read(field, said);
    }

    private static @Nullable LocalDate date(ImportedRow row) {
        var said = row.value("expectedCloseOn");
        if (said == null) {
            return null;
        }
        var parts = DATE.matcher(said);
        try {
            if (parts.matches()) {
                return LocalDate.of(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
            }
        } catch (DateTimeException noSuchDay) {
            throw notADate(said);
        }
        throw notADate(said);
    }

    private static Refusal notADate(String said) {
        return Refusal.invalid("invalid-day", "expectedCloseOn", Map.of("field", "expectedCloseOn", "value", said));
    }
}
