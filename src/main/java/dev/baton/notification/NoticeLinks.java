package dev.baton.notification;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where people reach the workbench from outside. */
@Component
class NoticeLinks {

    private final String base;

    NoticeLinks(@Value("${baton.base-url:http://localhost:8080}") URI base) {
        this.base = base.toString().replaceAll("/+$", "");
    }

    /** Twenty-two characters for a delivery: what fits into a short message, and leads to the path of its notice. */
    static String codeOf(UUID delivery) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(delivery.getMostSignificantBits())
                .putLong(delivery.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    String shortTo(UUID delivery) {
        return base + "/n/" + codeOf(delivery);
    }

    String to(String path) {
        return base + (path.startsWith("/") ? path : "/" + path);
    }
}
