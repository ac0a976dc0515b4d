package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@WithLocalSystem
class BatonProcessIT {

    @Test
    void answersAgainAfterAKill(LocalSystem system) {
        try (BatonProcess baton = BatonProcess.on(system, "killed")) {
            baton.start();
            ProcessHandle first = baton.handle();

            baton.kill();
            assertThat(ChildProcess.alive(first)).isFalse();

            baton.restart();
            assertThat(baton.handle().pid()).isNotEqualTo(first.pid());
        }
    }
}
