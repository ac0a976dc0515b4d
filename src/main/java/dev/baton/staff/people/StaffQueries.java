package dev.baton.staff.people;

import static dev.baton.shared.Rows.instant;
import static dev.baton.shared.Rows.instantOrNull;
import static dev.baton.shared.Rows.uuid;
import static dev.baton.shared.Rows.word;
import static dev.baton.shared.Rows.words;

import dev.baton.staff.Person;
import dev.baton.staff.PersonId;
import dev.baton.staff.Region;
import dev.baton.staff.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The whole staff as others see them; a few hundred rows, so they are read all together. */
@Component
class StaffQueries {

    /** A person together with what only this module may know. */
    record Row(Person person, List<Span> absences, Instant credentialsChangedAt) {

        Person at(Instant moment) {
            var onLeave = absences.stream().anyMatch(absence -> absence.covers(moment));
            return onLeave == person.onLeave()
                    ? person
                    : new Person(
                            person.id(),
                            person.login(),
                            person.name(),
                            person.email(),
                            person.mobile(),
                            person.wecomUserId(),
                            person.region(),
                            person.roles(),
                            person.active(),
                            person.receivesLeads(),
                            onLeave,
                            person.figuresSyncedAt(),
                            person.language());
        }
    }

    record Span(Instant from, Instant to) {

        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** Everything at one moment. */
    record Directory(
            Map<PersonId, Row> byId,
            Map<String, Row> byLogin,
            List<Row> inOrder,
            List<Region> regions,
            boolean absencesTrustworthy) {}

    private final JdbcClient jdbc;

    StaffQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Directory load() {
        var receiving = new HashSet<>(jdbc.sql("select role from role_permission where permission = 'RECEIVE_LEADS'")
                .query((row, n) -> word(row, "role", Role.class))
                .list());
        var absences = new HashMap<UUID, List<Span>>();
        jdbc.sql("select person_id, starts_at, ends_at from absence")
                .query((row, n) -> absences.computeIfAbsent(uuid(row, "person_id"), id -> new ArrayList<>())
                        .add(new Span(instant(row, "starts_at"), instant(row, "ends_at"))))
                .list();
        var rows = jdbc.sql("""
                        select id, login, name, email, mobile, wecom_user_id, region, active, language,
                               figures_synced_at, credentials_changed_at,
                               array(select role from person_role where person_id = person.id) as roles
                        from person order by login, id""")
                .query((row, n) -> {
                    var id = uuid(row, "id");
                    // In the statement that finds the person: whoever is taken on meanwhile is not seen without them.
                    var ownRoles =
                            words(row, "roles").stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
                    var person = new Person(
                            new PersonId(id),
                            row.getString("login"),
                            row.getString("name"),
                            row.getString("email"),
                            row.getString("mobile"),
                            row.getString("wecom_user_id"),
                            row.getString("region"),
                            ownRoles,
                            row.getBoolean("active"),
                            ownRoles.stream().anyMatch(receiving::contains),
                            false,
                            instantOrNull(row, "figures_synced_at"),
                            Locale.forLanguageTag(row.getString("language")));
                    return new Row(
                            person,
                            List.copyOf(absences.getOrDefault(id, List.of())),
                            instant(row, "credentials_changed_at"));
                })
                .list();
        var regions = jdbc.sql("select code, name_zh, name_en from region order by position, code")
                .query((row, n) ->
                        new Region(row.getString("code"), row.getString("name_zh"), row.getString("name_en")))
                .list();
        var trustworthy = jdbc.sql("select healthy from absence_source")
                .query(Boolean.class)
                .single();

        var byId = new HashMap<PersonId, Row>();
        var byLogin = new HashMap<String, Row>();
        for (var row : rows) {
            byId.put(row.person().id(), row);
            byLogin.put(row.person().login().toLowerCase(Locale.ROOT), row);
        }
        return new Directory(
                Map.copyOf(byId), Map.copyOf(byLogin), List.copyOf(rows), List.copyOf(regions), trustworthy);
    }

    Optional<Instant> absencesLastTrusted() {
        return jdbc.sql("select last_good_at from absence_source")
                .query((row, n) -> Optional.ofNullable(instantOrNull(row, "last_good_at")))
                .single();
    }
}
