package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Acs3SignatureTests {

    @Test
    void signsThePublishedExampleAsPublished() {
        var query = Acs3Signature.query(new TreeMap<>(
                Map.of("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId", "cn-shanghai")));
        var headers = new Acs3Signature("YourAccessKeyId", "YourAccessKeySecret")
                .headers(
                        "ecs.cn-shanghai.aliyuncs.com",
                        "RunInstances",
                        "2014-05-26",
                        query,
                        Instant.parse("2023-10-26T10:22:32Z"),
                        "3156853299f313e23d1673dc12e1703d");
        assertThat(headers.get("Authorization"))
                .isEqualTo("ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                        + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                        + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    @Test
    void encodesAsRfc3986Says() {
        assertThat(Acs3Signature.query(new TreeMap<>(Map.of("P", "a b*~/王")))).isEqualTo("P=a%20b%2A~%2F%E7%8E%8B");
    }
}
