package dev.baton.evidence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.evidence.storage.ContentStore;
import dev.baton.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The store as the module uses it: what cannot be reached is refused for now, what is not as it was is known for it. */
@Component
class Contents {

    private static final Logger LOG = LoggerFactory.getLogger(Contents.class);

    /** The state of a content. */
    enum State {
        AS_IT_WAS,
        CHANGED,
        MISSING
    }

    private final ContentStore store;

    /** Which version of a content was found to have the right hash; each is hashed once for each of its versions. */
    private final Cache<String, String> proven =
            Caffeine.newBuilder().maximumSize(100_000).build();

    Contents(ContentStore store) {
        this.store = store;
    }

    void keep(Path file, String sha256) {
        try {
            store.keep(file, sha256);
        } catch (IOException unreachable) {
            throw unavailable(unreachable);
        }
    }

    boolean has(String sha256) {
        return reaching(() -> store.find(sha256).isPresent());
    }

    /** By what the storage says; hashed only where it says something new. */
    State state(String sha256) {
        return reaching(() -> {
            var kept = store.find(sha256);
            if (kept.isEmpty()) {
                return State.MISSING;
            }
            if (kept.get().version().equals(proven.getIfPresent(sha256))) {
                return State.AS_IT_WAS;
            }
            return hashed(sha256, kept);
        });
    }

    /** By the content itself, whatever was known before. */
    State hashed(String sha256) {
        return reaching(() -> {
            var kept = store.find(sha256);
            return kept.isEmpty() ? State.MISSING : hashed(sha256, kept);
        });
    }

    private State hashed(String sha256, Optional<ContentStore.Kept> before) throws IOException {
        try (var content = store.open(sha256)) {
            if (!Sha256.of(content).equals(sha256)) {
                proven.invalidate(sha256);
                return State.CHANGED;
            }
        } catch (NoSuchFileException goneMeanwhile) {
            return State.MISSING;
        }
        // Proven is only what was the same before and after.
        store.find(sha256)
                .filter(after -> after.equals(before.orElse(null)))
                .ifPresent(after -> proven.put(sha256, after.version()));
        return State.AS_IT_WAS;
    }

    InputStream open(String sha256) {
        return reaching(() -> {
            try {
                return store.open(sha256);
            } catch (NoSuchFileException missing) {
                throw Refusal.conflict("evidence-broken", Map.of());
            }
        });
    }

    /** Something that may fail because of the place where files lie. */
    interface Reaching<T> {
        T done() throws IOException;
    }

    /** The disk on which files arrive is part of the store: where it cannot be used, nothing is taken for now. */
    static <T> T onDisk(Reaching<T> work) {
        return reaching(work);
    }

    /** The same while somebody sends; it stays theirs where it is their line that broke. */
    static <T> T onDisk(UploadStream line, Reaching<T> work) throws IOException {
        try {
            return work.done();
        } catch (IOException failure) {
            if (line.isBroken()) {
                throw failure;
            }
            throw unavailable(failure);
        }
    }

    private static <T> T reaching(Reaching<T> reaching) {
        try {
            return reaching.done();
        } catch (IOException unreachable) {
            throw unavailable(unreachable);
        }
    }

    private static Refusal unavailable(IOException failure) {
        LOG.error("The store of evidence cannot be used now: {}", failure.toString());
        return unavailable();
    }

    static Refusal unavailable() {
        return new Refusal(Refusal.Kind.UNAVAILABLE, "evidence-store-unavailable", null, Map.of());
    }
}
