package dev.baton.evidence;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Speaks clamd's protocol and finds a virus in what contains the well-known test string. */
public final class Clamd {

    /** Found by every scanner, harmless to everybody. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    /** How it behaves. */
    public enum Mood {
        WORKING,
        /** Takes the connection and says nothing. */
        CLOSING,
        /** Answers before it has heard all, as with a file over its limit. */
        LIMITED,
        CONFUSED
    }

    private final ServerSocket server;
    private final AtomicLong scanned = new AtomicLong();
    private volatile Mood mood = Mood.WORKING;

    public Clamd() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Bytes of the last file it was shown. */
    public long scanned() {
        return scanned.get();
    }

    public void is(Mood now) {
        mood = now;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var command = new StringBuilder();
            for (int one = in.read(); one > 0; one = in.read()) {
                command.append((char) one);
            }
            var answer =
                    switch (mood) {
                        case CLOSING -> "";
                        case LIMITED -> "INSTREAM size limit exceeded. ERROR\0";
                        case CONFUSED -> "UNKNOWN COMMAND\0";
                        case WORKING -> command.toString().equals("zVERSION") ? "ClamAV 1.4.0\0" : scan(in);
                    };
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            return;
        }
    }

    private String scan(DataInputStream in) throws IOException {
        var found = false;
        long size = 0;
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            var chunk = in.readNBytes(length);
            size += chunk.length;
            found |= new String(chunk, StandardCharsets.ISO_8859_1).contains(EICAR);
        }
        scanned.set(size);
        return found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
    }
}
