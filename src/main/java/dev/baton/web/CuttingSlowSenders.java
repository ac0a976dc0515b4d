package dev.baton.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Whoever was told to be too slow is not heard out: Tomcat would read the rest of the body first, as slowly as it comes. */
@Component
class CuttingSlowSenders implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    /** Set on requests whose rest nobody waits for. */
    static final String CUT = CuttingSlowSenders.class.getName();

    @Override
    public void customize(ConfigurableTomcatWebServerFactory tomcat) {
        tomcat.addEngineValves(new Cutting());
    }

    private static final class Cutting extends ValveBase {

        Cutting() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(CUT) != null) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }
}
