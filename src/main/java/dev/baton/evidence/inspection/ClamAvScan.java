package dev.baton.evidence.inspection;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Asks clamd over TCP, by its command INSTREAM: the daemon needs no access to our files. */
class ClamAvScan implements VirusScan {

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4_096;

    private final InspectionProperties.ClamAv properties;

    ClamAvScan(InspectionProperties.ClamAv properties) {
        this.properties = properties;
    }

    @Override
    public Optional<String> find(Path file) throws IOException {
        try (var socket = connected();
                var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK + 4));
                var content = Files.newInputStream(file)) {
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            var buffer = new byte[CHUNK];
            try {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    if (read > 0) {
                        out.writeInt(read);
                        out.write(buffer, 0, read);
                    }
                }
                out.writeInt(0);
                out.flush();
            } catch (IOException brokenOff) {
                // A file over its StreamMaxLength is answered at once, and the connection closed on the rest.
                throw refusedBy(socket).orElse(brokenOff);
            }
            return verdict(answer(socket));
        }
    }

    @Override
    public Condition condition() {
        try (var socket = connected()) {
            socket.getOutputStream().write("zVERSION\0".getBytes(StandardCharsets.US_ASCII));
            return Condition.up(answer(socket));
        } catch (IOException e) {
            return Condition.down(address() + ": " + e.getMessage());
        }
    }

    private static Optional<String> verdict(String answer) throws IOException {
        if (answer.endsWith(" FOUND")) {
            var from = answer.indexOf(": ");
            return Optional.of(answer.substring(from < 0 ? 0 : from + 2, answer.length() - " FOUND".length()));
        }
        if (answer.endsWith(": OK")) {
            return Optional.empty();
        }
        throw new IOException("clamd did not look at the file: " + answer);
    }

    private static Optional<IOException> refusedBy(Socket socket) {
        try {
            return Optional.of(new IOException("clamd did not look at the file: " + answer(socket)));
        } catch (IOException nothingMoreToHear) {
            return Optional.empty();
        }
    }

    private static String answer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        var in = socket.getInputStream();
        for (int one = in.read(); one > 0 && answer.length() < LONGEST_ANSWER; one = in.read()) {
            answer.append((char) one);
        }
        if (answer.isEmpty()) {
            throw new IOException("clamd said nothing");
        }
        return answer.toString().strip();
    }

    private Socket connected() throws IOException {
        var socket = new Socket();
        try {
            var patience = Math.toIntExact(properties.timeout().toMillis());
            socket.setSoTimeout(patience);
            socket.connect(address(), Math.min(patience, 5_000));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(String.valueOf(properties.host()), properties.port());
    }
}
