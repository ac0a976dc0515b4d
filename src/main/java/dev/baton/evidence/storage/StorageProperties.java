package dev.baton.evidence.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where evidence lies.
 *
 * @param store which kind of store keeps the contents
 * @param folder of the contents, and of files that are just coming in with either kind; several application instances
 *     that share it can go on with each other's uploads
 * @param s3 where {@code store} is {@code s3}
 */
@Validated
@ConfigurationProperties("baton.evidence")
public record StorageProperties(
        @DefaultValue("folder") Kind store,
        @DefaultValue("data/evidence") Path folder,
        @DefaultValue S3 s3) {

    /** Kinds of stores. */
    public enum Kind {
        FOLDER,
        S3
    }

    /**
     * @param endpoint where the storage is not Amazon's
     * @param accessKey where absent, keys are looked for as Amazon's tools do it
     * @param pathStyle whether the bucket is part of the path and not of the host name, as MinIO and many others want it
     * @param prefix of all names in the bucket
     * @param timeout after which a call is given up
     */
    public record S3(
            @DefaultValue("") String bucket,
            @DefaultValue("us-east-1") String region,
            @Nullable URI endpoint,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("false") boolean pathStyle,
            @DefaultValue("") String prefix,
            @DefaultValue("1m") Duration timeout) {}
}
