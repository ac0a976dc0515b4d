package dev.baton.integration.hook;

import dev.baton.integration.RateLimit;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HookController {

    /** @param repeated the platform has told of this lead before */
    @Schema(name = "HookReceipt")
    record Received(boolean accepted, boolean repeated) {}

    private final ReceivingHook receiving;
    private final HookProperties properties;
    private final ProxyManager<String> buckets;

    HookController(ReceivingHook receiving, HookProperties properties, ProxyManager<String> buckets) {
        this.receiving = receiving;
        this.properties = properties;
        this.buckets = buckets;
    }

    @PostMapping(path = "/hooks/leads/{channel}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Received> receive(
            @PathVariable String channel,
            @RequestHeader(name = "X-Baton-Signature", required = false) @Nullable String signature,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        var known = properties.channels().containsKey(channel) ? channel : "";
        new RateLimit(buckets, "hook " + known, properties.perAddress(), properties.together(), properties.period())
                .take(request.getRemoteAddr());
        var registered =
                receiving.receive(channel, signature, body == null ? new byte[0] : body, request.getRemoteAddr());
        return ResponseEntity.status(registered.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Received(true, registered.repeated()));
    }
}
