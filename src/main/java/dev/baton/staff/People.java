package dev.baton.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the staff; a few hundred of them, so they are read all together. */
@Repository
class People {

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

    record NewPerson(
            PersonId id,
            String login,
            String name,
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String wecomUserId,
            @Nullable String region,
            Set<Role> roles,
            @Nullable String passwordHash,
            Instant createdAt) {}

    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Directory load() {
        var roles = new HashMap<UUID, Set<Role>>();
        jdbc.sql("select person_id, role from person_role")
                .query((row, n) -> roles.computeIfAbsent(
                                row.getObject("person_id", UUID.class), id -> EnumSet.noneOf(Role.class))
                        .add(Role.valueOf(row.getString("role"))))
                .list();
        var receiving = new HashSet<>(jdbc.sql("select role from role_permission where permission = 'RECEIVE_LEADS'")
                .query((row, n) -> Role.valueOf(row.getString("role")))
                .list());
        var absences = new HashMap<UUID, List<Span>>();
        jdbc.sql("select person_id, starts_at, ends_at from absence")
                .query((row, n) -> absences.computeIfAbsent(
                                row.getObject("person_id", UUID.class), id -> new ArrayList<>())
                        .add(new Span(instant(row, "starts_at"), instant(row, "ends_at"))))
                .list();
        var rows = jdbc.sql("""
                        select id, login, name, email, mobile, wecom_user_id, region, active, language,
                               figures_synced_at, credentials_changed_at
                        from person order by login, id""")
                .query((row, n) -> {
                    var id = row.getObject("id", UUID.class);
                    var ownRoles = Set.copyOf(roles.getOrDefault(id, Set.of()));
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

    /** Returns false, and changes nothing, when the login is taken. */
    boolean add(NewPerson person) {
        var added = jdbc.sql("""
                        insert into person (id, login, name, email, mobile, wecom_user_id, region, password_hash,
                                            credentials_changed_at, created_at)
                        values (:id, :login, :name, :email, :mobile, :wecom, :region, :hash, :now, :now)
                        on conflict do nothing""")
                .param("id", person.id().value())
                .param("login", person.login())
                .param("name", person.name())
                .param("email", person.email())
                .param("mobile", person.mobile())
                .param("wecom", person.wecomUserId())
                .param("region", person.region())
                .param("hash", person.passwordHash())
                .param("now", utc(person.createdAt()))
                .update();
        if (added == 0) {
            return false;
        }
        addRoles(person.id(), person.roles());
        return true;
    }

    /** Roles and region as they are to be from now on. */
    void place(PersonId id, Set<Role> roles, @Nullable String region) {
        jdbc.sql("update person set region = :region where id = :id")
                .param("region", region)
                .param("id", id.value())
                .update();
        jdbc.sql("delete from person_role where person_id = :id")
                .param("id", id.value())
                .update();
        addRoles(id, roles);
    }

    private void addRoles(PersonId id, Set<Role> roles) {
        for (var role : roles) {
            jdbc.sql("insert into person_role (person_id, role) values (:id, :role)")
                    .param("id", id.value())
                    .param("role", role.name())
                    .update();
        }
    }

    boolean nobodyYet() {
        return jdbc.sql("select not exists (select 1 from person)")
                .query(Boolean.class)
                .single();
    }

    /** Returns whether this call made the change; the row stays locked until the transaction ends. */
    boolean disable(PersonId id, Instant at) {
        return jdbc.sql("update person set active = false, disabled_at = :at where id = :id and active")
                        .param("id", id.value())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    boolean enable(PersonId id) {
        return jdbc.sql("update person set active = true, disabled_at = null where id = :id and not active")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Serialises decisions that must hold for all administrators together. */
    long countActiveAdminsForUpdate() {
        return jdbc.sql("""
                        select p.id from person p join person_role r on r.person_id = p.id
                        where r.role = 'ADMIN' and p.active order by p.id for update of p""").query(UUID.class).list().size();
    }

    void replaceAbsence(PersonId id, Instant from, Instant to, UUID absenceId, Instant now) {
        removeAbsences(id, now);
        jdbc.sql("insert into absence (id, person_id, starts_at, ends_at) values (:id, :person, :from, :to)")
                .param("id", absenceId)
                .param("person", id.value())
                .param("from", utc(from))
                .param("to", utc(to))
                .update();
    }

    /** Past absences stay as history. */
    void removeAbsences(PersonId id, Instant now) {
        jdbc.sql("delete from absence where person_id = :person and ends_at > :now")
                .param("person", id.value())
                .param("now", utc(now))
                .update();
    }

    void reportAbsenceSource(boolean healthy, @Nullable PersonId by, Instant now) {
        jdbc.sql("""
                        update absence_source set healthy = :healthy, changed_at = :now, changed_by = :by,
                               last_good_at = case when :healthy then :now else last_good_at end""")
                .param("healthy", healthy)
                .param("now", utc(now))
                .param("by", by == null ? null : by.value())
                .update();
    }

    Optional<Instant> absenceSourceLastGood() {
        return jdbc.sql("select last_good_at from absence_source")
                .query((row, n) -> Optional.ofNullable(instantOrNull(row, "last_good_at")))
                .single();
    }

    void figuresSynced(PersonId id, Instant at) {
        jdbc.sql("update person set figures_synced_at = :at where id = :id")
                .param("id", id.value())
                .param("at", utc(at))
                .update();
    }

    void speak(PersonId id, Locale language) {
        jdbc.sql("update person set language = :language where id = :id")
                .param("id", id.value())
                .param("language", language.toLanguageTag())
                .update();
    }

    Optional<String> passwordHash(PersonId id) {
        return jdbc.sql("select password_hash from person where id = :id and password_hash is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    void changePassword(PersonId id, String hash, Instant now) {
        jdbc.sql("update person set password_hash = :hash, credentials_changed_at = :now where id = :id")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", utc(now))
                .update();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
