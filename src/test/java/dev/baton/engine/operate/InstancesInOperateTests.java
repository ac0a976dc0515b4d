package dev.baton.engine.operate;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.engine.operate.InstancesInOperate.Look;
import dev.baton.engine.operate.InstancesInOperate.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Whether Operate shows an instance")
class InstancesInOperateTests {

    private static final String OPERATE = "http://operate.example/operate";
    private static final String COUNT = "/operate-list-view-*/_count?q=processInstanceKey:";

    @RegisterExtension
    static final WireMockExtension STORE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig()
                    .bindAddress("127.0.0.1")
                    .dynamicPort())
            .build();

    @Test
    @DisplayName("is asked of its store, and what is shown is not asked again")
    void store() {
        STORE.stubFor(get(urlEqualTo(COUNT + 41)).willReturn(okJson("{\"count\": 0}")));
        STORE.stubFor(get(urlEqualTo(COUNT + 42)).willReturn(okJson("{\"count\": 3}")));
        var instances = asking(STORE.baseUrl() + COUNT + "{key}");

        assertThat(instances.look(41L)).isEqualTo(new Look(OPERATE + "/processes/41", Standing.NOT_YET));
        assertThat(instances.look(42L)).isEqualTo(new Look(OPERATE + "/processes/42", Standing.SHOWN));
        STORE.stubFor(get(urlEqualTo(COUNT + 42)).willReturn(serverError()));
        assertThat(instances.look(42L).standing()).isEqualTo(Standing.SHOWN);
        STORE.verify(1, getRequestedFor(urlEqualTo(COUNT + 42)));
    }

    @Test
    @DisplayName("is asked of the engine's own search, which answers 404 until then")
    void engine() {
        STORE.stubFor(get(urlEqualTo("/v2/process-instances/51")).willReturn(status(404)));
        STORE.stubFor(
                get(urlEqualTo("/v2/process-instances/52")).willReturn(okJson("{\"processInstanceKey\": \"52\"}")));
        var instances = asking(STORE.baseUrl() + "/v2/process-instances/{key}");

        assertThat(instances.look(51L).standing()).isEqualTo(Standing.NOT_YET);
        assertThat(instances.look(52L).standing()).isEqualTo(Standing.SHOWN);
    }

    @Test
    @DisplayName("is not known where nobody is named, nobody answers, or the answer says something else")
    void unknown() {
        STORE.stubFor(get(urlEqualTo("/61")).willReturn(serverError()));
        STORE.stubFor(get(urlEqualTo("/62")).willReturn(okJson("{\"error\": \"?\"}")));
        STORE.stubFor(get(urlEqualTo("/63")).willReturn(okJson("<html>")));

        assertThat(asking("").look(60L)).isEqualTo(new Look(OPERATE + "/processes/60", Standing.UNKNOWN));
        for (var key = 61L; key <= 63; key++) {
            assertThat(asking(STORE.baseUrl() + "/{key}").look(key).standing()).isEqualTo(Standing.UNKNOWN);
        }
        assertThat(asking("http://127.0.0.1:1/{key}").look(64L).standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    @DisplayName("is no question without Operate or without an instance")
    void nothing() {
        assertThat(asking(STORE.baseUrl() + "/{key}").look(null)).isEqualTo(new Look(null, Standing.UNKNOWN));
        assertThat(new InstancesInOperate("", "", JsonMapper.shared()).look(70L))
                .isEqualTo(new Look(null, Standing.UNKNOWN));
    }

    private static InstancesInOperate asking(String lookup) {
        return new InstancesInOperate(OPERATE, lookup, JsonMapper.shared());
    }
}
