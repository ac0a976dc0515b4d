package dev.baton.local;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine: nothing is downloaded for the tests. */
public final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** A host name that is this machine, and to a browser any other server on the network: no secure context. */
    public static final String OTHER_HOST = "baton.test";

    private static final Path ON_A_MAC = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private Chromium() {}

    /** Where it is; empty where there is none. */
    public static Optional<Path> find() {
        Stream<Path> folders = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        List<Path> places = Stream.concat(folders, Stream.of(Path.of("/usr/bin")))
                .distinct()
                .toList();
        Stream<Path> named = NAMES.stream().flatMap(name -> places.stream().map(place -> place.resolve(name)));
        return Stream.concat(named, Stream.of(ON_A_MAC))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The driver brings its own Node.js in its jar; with a browser given it has nothing to download. */
    public static Playwright driver() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** Quiet and alone: no sandbox, as builds run in containers, and no word to the network but ours. */
    public static LaunchOptions options(Path executable) {
        return new LaunchOptions()
                .setExecutablePath(executable)
                .setHeadless(true)
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--host-resolver-rules=MAP " + OTHER_HOST + " 127.0.0.1"));
    }
}
