package dev.baton.benchmark;

import dev.baton.shared.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of the measured installation: 87 reps in four regions, their managers, and who hands leads in. */
final class Team {

    static final String INTAKE = token("intake");
    static final String DIRECTOR = token("director");
    static final int REPS = 87;
    static final List<String> REGIONS = List.of("east", "north", "south", "west");

    private Team() {}

    static void join(JdbcClient jdbc) {
        for (int number = 1; number <= REPS; number++) {
            join(jdbc, rep(number), REGIONS.get(number % REGIONS.size()), "REP");
        }
        for (String region : REGIONS) {
            join(jdbc, manager(region), region, "SUPERVISOR");
        }
        join(jdbc, "director", null, "DIRECTOR");
        join(jdbc, "intake", null, "INTAKE");
    }

    static String rep(int number) {
        return "rep%02d".formatted(number);
    }

    static String manager(String region) {
        return "manager." + region;
    }

    /** What a person signs in with. */
    static String token(String login) {
        return "benchmark-" + login;
    }

    private static void join(JdbcClient jdbc, String login, @Nullable String region, String role) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into person (id, login, name, email, region, credentials_changed_at, created_at)
                        values (?, ?, ?, ?, ?, now(), now())""").params(id, login, login, login + "@example.com", region).update();
        jdbc.sql("insert into person_role (person_id, role) values (?, ?)")
                .params(id, role)
                .update();
        jdbc.sql(
                        "insert into api_token (id, person_id, label, sha256, created_at) values (?, ?, 'benchmark', ?, now())")
                .params(Ids.next(), id, sha256(token(login)))
                .update();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
