package dev.baton.notification;

import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how each channel fares. A channel that is down has another one behind it, so the application stays up. */
@Component("notificationsHealthIndicator")
class NotificationHealth implements HealthIndicator {

    private final NoticeRouting routing;
    private final ChannelConditions conditions;

    NotificationHealth(NoticeRouting routing, ChannelConditions conditions) {
        this.routing = routing;
        this.conditions = conditions;
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (ChannelSender sender : routing.senders()) {
            var details = new LinkedHashMap<String, Object>();
            var down = conditions.down(sender.channel());
            if (!sender.isOn()) {
                details.put("status", "OFF");
            } else if (down.isPresent()) {
                details.put("status", "DOWN");
                details.put("since", down.get().since());
                details.put("error", down.get().why());
            } else {
                details.put("status", "UP");
            }
            health.withDetail(sender.channel().name(), details);
        }
        return health.build();
    }
}
