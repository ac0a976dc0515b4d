package dev.baton.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers which diagram, table or form was in force, so that decisions can be explained and tasks show their form. */
@Component
public class DeployedResources {

    private record Id(DeployedResource.Kind kind, String resourceId) {}

    private record Key(DeployedResource.Kind kind, long key) {}

    private final JdbcClient jdbc;
    private final LoadingCache<Id, Optional<DeployedResource>> latest;
    private final LoadingCache<Key, Optional<DeployedResource>> byKey;

    DeployedResources(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.latest =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(5)).build(this::loadLatest);
        this.byKey = Caffeine.newBuilder().maximumSize(200).build(this::loadByKey);
    }

    public Optional<DeployedResource> latest(DeployedResource.Kind kind, String resourceId) {
        return latest.get(new Id(kind, resourceId));
    }

    /** The version that was the newest at that time. */
    public Optional<DeployedResource> inForce(DeployedResource.Kind kind, String resourceId, Instant at) {
        return latest(kind, resourceId)
                .filter(newest -> !newest.deployedAt().isAfter(at))
                .or(() -> jdbc.sql("""
                        select * from deployed_resource where kind = ? and resource_id = ? and deployed_at <= ?
                        order by deployed_at desc, version desc limit 1""")
                        .params(column(kind), resourceId, Timestamp.from(at))
                        .query(DeployedResources::map)
                        .optional());
    }

    /** Every version, the newest first. */
    public List<DeployedResource> versions(DeployedResource.Kind kind, String resourceId) {
        return jdbc.sql("""
                        select * from deployed_resource where kind = ? and resource_id = ?
                        order by deployed_at desc, version desc""")
                .params(column(kind), resourceId)
                .query(DeployedResources::map)
                .list();
    }

    /** The newest version of each resource of a kind, by its id. */
    public List<DeployedResource> latest(DeployedResource.Kind kind) {
        return jdbc.sql("""
                        select distinct on (resource_id) * from deployed_resource where kind = ?
                        order by resource_id, deployed_at desc, version desc""").param(column(kind)).query(DeployedResources::map).list();
    }

    public Optional<DeployedResource> byKey(DeployedResource.Kind kind, long key) {
        var id = new Key(kind, key);
        var found = byKey.get(id);
        if (found.isEmpty()) {
            byKey.invalidate(id);
        }
        return found;
    }

    /** Keeps the first deployment of each version: deploying the same content again changes nothing. */
    @Transactional
    void record(List<DeployedResource> resources) {
        for (var resource : resources) {
            jdbc.sql("""
                            insert into deployed_resource (kind, key, resource_id, version, content, deployed_at)
                            values (?, ?, ?, ?, ?, ?) on conflict (kind, key) do nothing""")
                    .params(
                            column(resource.kind()),
                            resource.key(),
                            resource.resourceId(),
                            resource.version(),
                            resource.content(),
                            Timestamp.from(resource.deployedAt()))
                    .update();
        }
        latest.invalidateAll();
    }

    private Optional<DeployedResource> loadLatest(Id id) {
        return jdbc.sql("""
                        select * from deployed_resource where kind = ? and resource_id = ?
                        order by deployed_at desc, version desc limit 1""")
                .params(column(id.kind()), id.resourceId())
                .query(DeployedResources::map)
                .optional();
    }

    private Optional<DeployedResource> loadByKey(Key key) {
        return jdbc.sql("select * from deployed_resource where kind = ? and key = ?")
                .params(column(key.kind()), key.key())
                .query(DeployedResources::map)
                .optional();
    }

    private static String column(DeployedResource.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static DeployedResource map(ResultSet row, int number) throws SQLException {
        return new DeployedResource(
                DeployedResource.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getLong("key"),
                row.getString("resource_id"),
                row.getInt("version"),
                row.getString("content"),
                row.getObject("deployed_at", Timestamp.class).toInstant());
    }
}
