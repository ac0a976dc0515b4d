package dev.baton.evidence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StoreTests extends ContentStoreContract {

    S3Server server;

    @Override
    ContentStore open() throws IOException {
        server = new S3Server("evidence");
        return S3Store.of(properties("evidence", server.uri()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @BeforeEach
    void theServerIsOurs() {
        assertThat(store.place()).isEqualTo("s3://evidence/baton/content/");
    }

    @Override
    void tamper(String sha256, byte[] content) {
        server.put("baton/content/" + sha256, content);
    }

    @Test
    void storageThatIsAwayOrRefusesIsNotTakenForEmpty() throws Exception {
        var content = random(10);
        var sha256 = sha256(content);
        var stranger = S3Store.of(properties("somebody-elses", server.uri()));
        assertThatThrownBy(stranger::check).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> stranger.keep(file(content), sha256)).isInstanceOf(IOException.class);

        server.close();

        assertThatThrownBy(() -> store.find(sha256)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.keep(file(content), sha256)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.open(sha256)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.each(kept -> {})).isInstanceOf(IOException.class);
        assertThatThrownBy(store::check).isInstanceOf(IOException.class);
    }

    @Test
    void contentThatDoesNotHaveItsHashIsNotKept() throws Exception {
        var sha256 = sha256(random(10));

        assertThatThrownBy(() -> store.keep(file(random(10)), sha256)).isInstanceOf(IOException.class);

        assertThat(store.find(sha256)).isEmpty();
    }

    @Test
    void aBucketHasToBeNamed() {
        assertThatThrownBy(() -> S3Store.of(properties("", URI.create("http://localhost"))))
                .hasMessageContaining("baton.evidence.s3.bucket");
    }

    private static StorageProperties.S3 properties(String bucket, URI endpoint) {
        return new StorageProperties.S3(
                bucket, "us-east-1", endpoint, S3Server.KEY, "secret", true, "baton/", Duration.ofSeconds(10));
    }
}
