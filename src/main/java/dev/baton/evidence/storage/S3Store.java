package dev.baton.evidence.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of storage that speaks S3. A put is seen as a whole or not at all; the storage checks the SHA-256 that comes
 * along before it says yes.
 */
class S3Store implements ContentStore, AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String contents;
    private final String notes;

    private S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.contents = prefix + "content/";
        this.notes = prefix + "notes/";
    }

    static S3Store of(StorageProperties.S3 properties) {
        if (!StringUtils.hasText(properties.bucket())) {
            throw new IllegalStateException("baton.evidence.store is s3, and baton.evidence.s3.bucket names no bucket");
        }
        var client = S3Client.builder()
                .region(Region.of(properties.region()))
                .forcePathStyle(properties.pathStyle())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(3))
                        .socketTimeout(properties.timeout()))
                .overrideConfiguration(calls -> calls.apiCallTimeout(properties.timeout()))
                // Storage of others does not know the newer checksums that Amazon's own asks for by default, nor its
                // way
                // of cutting a body into signed pieces.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false));
        if (properties.endpoint() != null) {
            client.endpointOverride(properties.endpoint());
        }
        if (StringUtils.hasText(properties.accessKey()) && StringUtils.hasText(properties.secretKey())) {
            client.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(properties.accessKey(), properties.secretKey())));
        } else {
            client.credentialsProvider(DefaultCredentialsProvider.builder().build());
        }
        return new S3Store(client.build(), properties.bucket(), properties.prefix());
    }

    @Override
    public void keep(Path file, String sha256) throws IOException {
        var checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        asking(() -> client.putObject(
                put -> put.bucket(bucket).key(contents + sha256).checksumSHA256(checksum), RequestBody.fromFile(file)));
        // Storage that overlooks the checksum might have taken less than was sent.
        var size = Files.size(file);
        if (find(sha256).filter(kept -> kept.size() == size).isEmpty()) {
            throw new IOException("the storage did not keep all of " + sha256);
        }
    }

    @Override
    public Optional<Kept> find(String sha256) throws IOException {
        return asking(() -> {
            try {
                var head = client.headObject(object -> object.bucket(bucket).key(contents + sha256));
                return Optional.of(new Kept(
                        sha256, head.contentLength(), head.lastModified(), head.eTag() + "-" + head.lastModified()));
            } catch (S3Exception absent) {
                return ifAbsent(absent, Optional.empty());
            }
        });
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        try {
            return client.getObject(object -> object.bucket(bucket).key(contents + sha256));
        } catch (NoSuchKeyException absent) {
            throw new NoSuchFileException(sha256);
        } catch (SdkException failure) {
            throw new IOException(failure);
        }
    }

    @Override
    public void forget(String sha256) throws IOException {
        asking(() -> client.deleteObject(object -> object.bucket(bucket).key(contents + sha256)));
    }

    @Override
    public void each(Consumer<Kept> visitor) throws IOException {
        try {
            client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(contents)).contents().stream()
                    .map(object -> new Kept(
                            object.key().substring(contents.length()),
                            object.size(),
                            object.lastModified(),
                            object.eTag() + "-" + object.lastModified()))
                    .forEach(visitor);
        } catch (SdkException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    @Override
    public void note(String name, String text) throws IOException {
        asking(() -> client.putObject(
                put -> put.bucket(bucket).key(notes + name), RequestBody.fromString(text, StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<String> note(String name) throws IOException {
        return asking(() -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(object -> object.bucket(bucket).key(notes + name))
                                .asUtf8String());
            } catch (S3Exception absent) {
                return ifAbsent(absent, Optional.empty());
            }
        });
    }

    @Override
    public String place() {
        return "s3://" + bucket + "/" + contents;
    }

    @Override
    public void check() throws IOException {
        asking(() -> client.headBucket(head -> head.bucket(bucket)));
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T ifAbsent(S3Exception failure, T otherwise) {
        if (failure.statusCode() == NOT_FOUND) {
            return otherwise;
        }
        throw failure;
    }

    private interface Call<T> {
        T made() throws IOException;
    }

    private static <T> T asking(Call<T> call) throws IOException {
        try {
            return call.made();
        } catch (SdkException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}
