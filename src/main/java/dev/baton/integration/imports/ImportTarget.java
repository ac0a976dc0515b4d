package dev.baton.integration.imports;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the rows of a file become; everything else about a file is the same whatever it holds. */
interface ImportTarget {

    /** @param repeated whether it was on file before */
    record Made(UUID id, boolean repeated) {}

    /** What came of a row: what it became, or why it was refused. */
    record Outcome(@Nullable Made made, @Nullable Refusal refusal) {

        static Outcome of(Supplier<Made> taking) {
            try {
                return new Outcome(taking.get(), null);
            } catch (Refusal refusal) {
                return new Outcome(null, refusal);
            }
        }
    }

    /** As uploaders name it, for example {@code leads}. */
    String kind();

    boolean isOpenTo(Caller caller);

    /** The fields that columns can fill, by the names that mappings use. */
    List<String> fields();

    /** The field of that name, written in whatever way. */
    Optional<String> field(String name);

    /** The field that a column of this name usually holds. */
    Optional<String> fieldOfColumn(String header);

    /** Whether a column of this name holds a part of a name; the family name comes first. */
    default Optional<Integer> partOfName(String header) {
        return Optional.empty();
    }

    /** Whether several columns may hold the field, of which each row fills one. */
    default boolean mayHaveSeveral(String field) {
        return false;
    }

    /** Whether it is looked for among the headers even where the uploader has mapped others. */
    boolean isLookedFor(String field);

    /** The fields without which no row could be taken. */
    List<String> indispensable();

    /** The field that says what a record is called elsewhere. */
    default String reference() {
        return "externalRef";
    }

    /** How many columns without a field a row may have. */
    int mostOtherColumns();

    /** Whether so much waits already that files should wait too. */
    boolean enoughWaits();

    /** How many of the records that rows became have an owner now. */
    int assigned(List<UUID> made);

    /**
     * Takes the rows of a chunk in and says of each, in their order, what came of it; joins the transaction of the chunk,
     * and refuses a row before it writes anything of it.
     */
    List<Outcome> take(List<ImportedRow> rows, PersonId by);
}
