package dev.baton.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.evidence.inspection.Condition;
import dev.baton.evidence.inspection.TextRecognition;
import dev.baton.evidence.inspection.VirusScan;
import dev.baton.evidence.storage.ContentStore;
import dev.baton.evidence.storage.Incoming;
import dev.baton.evidence.storage.StorageSetup;
import dev.baton.shared.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A store that cannot be used is said to be away for now, by whoever asks it and by health (SG-03). */
class StoreAwayTests {

    private static final String NO_CONTENT = "0".repeat(64);

    @TempDir
    Path folder;

    AnnotationConfigApplicationContext storage;

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    @DisplayName("SG-03: a bucket that cannot be reached is refused for now")
    void aBucketThatCannotBeReached() throws Exception {
        storage(
                "baton.evidence.store=s3",
                "baton.evidence.s3.bucket=evidence",
                "baton.evidence.s3.endpoint=http://127.0.0.1:1",
                "baton.evidence.s3.access-key=a",
                "baton.evidence.s3.secret-key=b",
                "baton.evidence.s3.timeout=2s",
                "baton.evidence.folder=" + folder);

        everythingIsRefusedForNow();
        assertThat(storeIn(health())).containsEntry("status", "DOWN");
        assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");
    }

    @Test
    @DisplayName("SG-03: a folder that cannot be written is refused for now, and is used again when it can")
    void aFolderThatCannotBeWritten() throws Exception {
        var place = folder.resolve("evidence");
        Files.writeString(place, "no folder");
        storage("baton.evidence.folder=" + place);

        assertThatThrownBy(() -> contents().keep(file(), NO_CONTENT)).satisfies(StoreAwayTests::isForNow);
        assertThat(storeIn(health())).containsEntry("status", "DOWN");
        assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");

        Files.delete(place);
        contents().keep(file(), NO_CONTENT);
        assertThat(contents().has(NO_CONTENT)).isTrue();
        assertThat(storeIn(health())).containsEntry("status", "UP");
    }

    @Test
    void aFolderInWhichNothingCanArriveIsSaidByHealth() throws Exception {
        storage("baton.evidence.folder=" + folder);
        Files.writeString(folder.resolve("incoming"), "no folder");

        assertThat(storeIn(health())).containsEntry("status", "DOWN");
        assertThat(storeIn(health()).get("detail")).asString().contains("incoming");
    }

    private void everythingIsRefusedForNow() throws Exception {
        var file = file();
        for (ThrowingCallable asking : new ThrowingCallable[] {
            () -> contents().keep(file, NO_CONTENT),
            () -> contents().has(NO_CONTENT),
            () -> contents().state(NO_CONTENT),
            () -> contents().hashed(NO_CONTENT),
            () -> contents().open(NO_CONTENT)
        }) {
            assertThatThrownBy(asking).satisfies(StoreAwayTests::isForNow);
        }
    }

    private static void isForNow(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
            assertThat(refusal.code()).isEqualTo("evidence-store-unavailable");
        });
    }

    private void storage(String... properties) {
        storage = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(properties).applyTo(storage);
        storage.register(StorageSetup.class);
        storage.refresh();
    }

    private Contents contents() {
        return new Contents(storage.getBean(ContentStore.class));
    }

    private Path file() throws Exception {
        return Files.writeString(folder.resolve("handed-in"), "content");
    }

    private Health health() {
        return new EvidenceHealth(
                        storage.getBean(ContentStore.class),
                        storage.getBean(Incoming.class),
                        VirusScan.OFF,
                        new NothingToRead())
                .health();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> storeIn(Health health) {
        return (Map<String, Object>) health.getDetails().get("store");
    }

    private static final class NothingToRead implements TextRecognition {

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Optional<String> read(Path picture) {
            return Optional.empty();
        }

        @Override
        public Condition condition() {
            return new Condition(Condition.State.OFF, "nobody reads");
        }
    }
}
