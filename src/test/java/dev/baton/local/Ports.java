package dev.baton.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Where the parts listen: well known in the local run, free ones in tests. */
final class Ports {

    /** Each port, the number people know it by, and the environment variable that moves it. */
    enum Port {
        WEB("workbench", 8080),
        POSTGRES("PostgreSQL", 15432),
        GRPC("Zeebe gRPC", 26500),
        COMMAND("Zeebe commands", 26501),
        INTERNAL("Zeebe internal", 26502),
        MANAGEMENT("Zeebe management", 9600),
        REST("Camunda REST, Operate and Tasklist", 8088),
        SMTP("mail, SMTP", 3025),
        IMAP("mail, IMAP", 3143),
        OPENSEARCH("OpenSearch", 9201);

        private final String title;
        private final int wellKnown;

        Port(String title, int wellKnown) {
            this.title = title;
            this.wellKnown = wellKnown;
        }

        String title() {
            return title;
        }

        String variable() {
            return "BATON_PORT_" + name();
        }
    }

    /** Below the range that systems hand out for outgoing connections, which could take a port while a part restarts. */
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 32_000;
    private static final Set<Integer> HANDED_OUT = new HashSet<>();

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    static Ports wellKnown() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            String moved = System.getenv(port.variable());
            numbers.put(port, moved == null || moved.isBlank() ? port.wellKnown : Integer.parseInt(moved.strip()));
        }
        return new Ports(numbers);
    }

    static Ports free() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        Arrays.stream(Port.values()).forEach(port -> numbers.put(port, freePort()));
        numbers.put(Port.OPENSEARCH, freePort(LocalOpenSearch.LOWEST_PORT, LocalOpenSearch.HIGHEST_PORT));
        return new Ports(numbers);
    }

    static int freePort() {
        return freePort(FREE_FROM, FREE_TO);
    }

    private static synchronized int freePort(int lowest, int highest) {
        while (true) {
            int candidate = ThreadLocalRandom.current().nextInt(lowest, highest + 1);
            if (!HANDED_OUT.contains(candidate) && isFree(candidate)) {
                HANDED_OUT.add(candidate);
                return candidate;
            }
        }
    }

    int of(Port port) {
        return numbers.get(port);
    }

    /** Says what stands in the way before anything is started. */
    void requireFree(List<Port> wanted) {
        List<String> taken = wanted.stream()
                .filter(port -> !isFree(of(port)))
                .map(port -> "  %d (%s): stop the program that uses it, or set %s to another port"
                        .formatted(of(port), port.title(), port.variable()))
                .toList();
        if (!taken.isEmpty()) {
            throw new PortsTaken("These ports are in use:\n" + String.join("\n", taken));
        }
    }

    static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Somebody else listens where we would. */
    static final class PortsTaken extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        PortsTaken(String message) {
            super(message);
        }
    }
}
