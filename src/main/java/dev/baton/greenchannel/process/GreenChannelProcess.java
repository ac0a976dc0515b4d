package dev.baton.greenchannel.process;

import dev.baton.engine.ProcessRecord;
import dev.baton.greenchannel.GreenChannelDiagram;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the instances of {@code green-channel} are about. */
@Configuration(proxyBeanMethods = false)
class GreenChannelProcess {

    @Bean
    ProcessRecord greenChannel() {
        return new ProcessRecord(GreenChannelDiagram.PROCESS, "greenChannelId", "green-channel");
    }
}
