package dev.baton.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address in front of several servers that do the same, as a load balancer is: each connection goes to the next of
 * them that takes it. It moves bytes and knows no protocol.
 */
public final class OneAddress implements AutoCloseable {

    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(2);

    private final List<URI> servers;
    private final ServerSocket door;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private OneAddress(List<URI> servers, ServerSocket door) {
        this.servers = List.copyOf(servers);
        this.door = door;
    }

    /** Opens an address on the loopback for servers that need not be there yet. */
    public static OneAddress of(List<URI> servers) {
        try {
            OneAddress address = new OneAddress(servers, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(address::letIn);
            return address;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients are told. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket client = kept(door.accept());
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        for (int tried = 0; tried < servers.size(); tried++) {
            URI next = servers.get(Math.floorMod(turn.getAndIncrement(), servers.size()));
            Socket server = kept(new Socket());
            try {
                server.connect(new InetSocketAddress(next.getHost(), next.getPort()), (int) TAKEN_WITHIN.toMillis());
            } catch (IOException refused) {
                end(server);
                continue;
            }
            Thread.ofVirtual().start(() -> carry(client, server));
            carry(server, client);
            return;
        }
        end(client);
    }

    /** Until one of the two says no more; then neither hears from the other again. */
    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // As with a cable: who is left sees a connection that ended.
        } finally {
            end(from);
            end(to);
        }
    }

    private Socket kept(Socket socket) {
        open.add(socket);
        return socket;
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
