package dev.baton.notification.web;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Follows the link of a short message; an unknown one leads to the start page. Who may see the target is its affair. */
@RestController
class ShortLinkController {

    private final DeliveryQueries deliveries;

    ShortLinkController(DeliveryQueries deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping("/n/{code:[A-Za-z0-9_-]{22}}")
    ResponseEntity<Void> follow(@PathVariable String code) {
        var path = delivery(code).flatMap(deliveries::pathOf).orElse("/");
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(path))
                .build();
    }

    private static Optional<UUID> delivery(String code) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(code));
            return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
