package dev.baton.staff.web;

import dev.baton.shared.Refusal;
import dev.baton.staff.Caller;
import dev.baton.staff.Origin;
import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Role;
import dev.baton.staff.TokenScope;
import dev.baton.staff.account.ChangingPassword;
import dev.baton.staff.account.IssuingToken;
import dev.baton.staff.account.JoiningStaff;
import dev.baton.staff.people.DisablingPerson;
import dev.baton.staff.people.ListingPeople;
import dev.baton.staff.people.RecordingAbsence;
import dev.baton.staff.people.ReportingFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PeopleController {

    /** Long enough for a quarter's work; a token that nobody renews is one that nobody needs. */
    static final Duration DEFAULT_VALIDITY = Duration.ofDays(90);

    /** Dates without a time are days of the business. */
    private static final ZoneId BUSINESS = ZoneId.of("Asia/Shanghai");

    /** A rep sees of colleagues only who they are; the rest stays out. */
    @Schema(name = "Person")
    record Row(
            PersonId id,
            @Nullable String login,
            String name,
            @Nullable String region,
            @Nullable List<Role> roles,
            @Nullable Boolean active,
            @Nullable Boolean onLeave,
            @Nullable Boolean receivesLeads) {}

    @Schema(name = "Absence")
    record Absence(@NotBlank String from, @NotBlank String to) {}

    @Schema(name = "AbsenceSource")
    record AbsenceSource(@NotNull Boolean healthy, @Nullable Instant lastGoodAt) {}

    @Schema(name = "FiguresState")
    record Figures(@NotNull Instant syncedAt) {}

    @Schema(name = "Newcomer")
    record Newcomer(
            @NotBlank @Size(max = 60) String login,
            @NotBlank @Size(max = 100) String name,
            @Nullable @Email @Size(max = 200) String email,
            @Nullable @Size(max = 40) String mobile,
            @Nullable @Size(max = 100) String wecomUserId,
            @Nullable String region,
            @NotEmpty Set<@NotNull Role> roles,
            @Nullable String password) {}

    @Schema(name = "PersonReference")
    record Created(PersonId id) {}

    @Schema(name = "PasswordReset")
    record PasswordReset(@NotBlank String newPassword) {}

    @Schema(name = "TokenRequest")
    record TokenWish(
            @NotBlank @Size(max = 100) String label,
            @NotNull TokenScope scope,
            @Nullable @Min(1) @Max(365) Integer validDays,
            @NotBlank @Size(max = 200) String password) {

        Duration validFor() {
            return validDays == null ? DEFAULT_VALIDITY : Duration.ofDays(validDays);
        }
    }

    private final ListingPeople listing;
    private final JoiningStaff joining;
    private final DisablingPerson disabling;
    private final RecordingAbsence absences;
    private final ReportingFigures figures;
    private final ChangingPassword passwords;
    private final IssuingToken tokens;

    PeopleController(
            ListingPeople listing,
            JoiningStaff joining,
            DisablingPerson disabling,
            RecordingAbsence absences,
            ReportingFigures figures,
            ChangingPassword passwords,
            IssuingToken tokens) {
        this.listing = listing;
        this.joining = joining;
        this.disabling = disabling;
        this.absences = absences;
        this.figures = figures;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    @GetMapping("/api/people")
    List<Row> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String region) {
        var leads = caller.seesEverything() || caller.has(Role.SUPERVISOR);
        return listing.list(caller, q, region).stream()
                .filter(person -> leads || person.active())
                .map(person -> leads ? full(person) : nameOnly(person))
                .toList();
    }

    @PostMapping("/api/people")
    ResponseEntity<Created> join(Caller caller, @RequestBody @Valid Newcomer newcomer) {
        var id = joining.join(
                caller,
                new JoiningStaff.Newcomer(
                        newcomer.login(),
                        newcomer.name(),
                        newcomer.email(),
                        newcomer.mobile(),
                        newcomer.wecomUserId(),
                        newcomer.region(),
                        newcomer.roles(),
                        newcomer.password()));
        return ResponseEntity.created(URI.create("/api/people/" + id)).body(new Created(id));
    }

    @PostMapping("/api/people/{id}/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(Caller caller, @PathVariable UUID id) {
        disabling.disable(caller, new PersonId(id));
    }

    @PostMapping("/api/people/{id}/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enable(Caller caller, @PathVariable UUID id) {
        disabling.enable(caller, new PersonId(id));
    }

    @PutMapping("/api/people/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void away(Caller caller, @PathVariable UUID id, @RequestBody @Valid Absence absence) {
        absences.record(caller, new PersonId(id), start("from", absence.from()), end("to", absence.to()));
    }

    @DeleteMapping("/api/people/{id}/absence")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void back(Caller caller, @PathVariable UUID id) {
        absences.end(caller, new PersonId(id));
    }

    @PutMapping("/api/people/{id}/figures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void figuresComplete(@PathVariable UUID id, @RequestBody @Valid Figures complete) {
        figures.completeUntil(new PersonId(id), complete.syncedAt());
    }

    @GetMapping("/api/absence-source")
    AbsenceSource absenceSource() {
        var source = absences.source();
        return new AbsenceSource(source.healthy(), source.lastGoodAt().orElse(null));
    }

    @PutMapping("/api/absence-source")
    AbsenceSource reportAbsenceSource(Caller caller, @RequestBody @Valid AbsenceSource source) {
        absences.reportSource(caller, source.healthy());
        return absenceSource();
    }

    @PutMapping("/api/people/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(Caller caller, @PathVariable UUID id, @RequestBody @Valid PasswordReset reset) {
        passwords.reset(caller, new PersonId(id), reset.newPassword());
    }

    @GetMapping("/api/people/{id}/tokens")
    List<IssuingToken.Issued> tokens(Caller caller, @PathVariable UUID id) {
        return tokens.of(caller, new PersonId(id));
    }

    @PostMapping("/api/people/{id}/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    IssuingToken.Secret issue(Caller caller, Origin from, @PathVariable UUID id, @RequestBody @Valid TokenWish wish) {
        return tokens.issue(
                caller, new PersonId(id), wish.label(), wish.scope(), wish.validFor(), wish.password(), from);
    }

    @DeleteMapping("/api/people/{id}/tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id, @PathVariable UUID token) {
        tokens.revoke(caller, new PersonId(id), token);
    }

    private static Row full(Person person) {
        return new Row(
                person.id(),
                person.login(),
                person.name(),
                person.region(),
                person.roles().stream().sorted().toList(),
                person.active(),
                person.onLeave(),
                person.receivesLeads());
    }

    private static Row nameOnly(Person person) {
        return new Row(person.id(), null, person.name(), person.region(), null, null, null, null);
    }

    private static Instant start(String field, String text) {
        return text.length() == 10 ? day(field, text).atStartOfDay(BUSINESS).toInstant() : moment(field, text);
    }

    /** A day given as the end belongs to the absence. */
    private static Instant end(String field, String text) {
        return text.length() == 10
                ? day(field, text).plusDays(1).atStartOfDay(BUSINESS).toInstant()
                : moment(field, text);
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("invalid-date", field, Map.of("value", text));
        }
    }

    private static Instant moment(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("invalid-date", field, Map.of("value", text));
        }
    }
}
