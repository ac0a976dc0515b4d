package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.local.Ports.Port;
import dev.baton.local.Ports.PortsTaken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTests {

    private final Ports ports = Ports.free();

    @Test
    void saysWhichPortIsTakenAndHowToMoveIt() throws IOException {
        try (ServerSocket somebody = new ServerSocket(ports.of(Port.GRPC), 1, InetAddress.getLoopbackAddress())) {
            assertThat(somebody.isBound()).isTrue();
            assertThatThrownBy(() -> ports.requireFree(List.of(Port.GRPC, Port.SMTP)))
                    .isInstanceOf(PortsTaken.class)
                    .hasMessageContainingAll(String.valueOf(ports.of(Port.GRPC)), "Zeebe gRPC", "BATON_PORT_GRPC")
                    .hasMessageNotContainingAny("SMTP");
        }
        assertThatCode(() -> ports.requireFree(List.of(Port.GRPC, Port.SMTP))).doesNotThrowAnyException();
    }

    @Test
    void handsOutNoPortTwice() {
        assertThat(IntStream.range(0, 200).map(i -> Ports.freePort())).doesNotHaveDuplicates();
    }
}
