package dev.baton.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class PropertiesTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(NotificationSetup.class);

    @Test
    void withoutConfigurationEveryPaidChannelIsOffAndLeadsToMail() {
        application.run(context -> {
            var properties = context.getBean(NotificationProperties.class);
            assertThat(properties.wecom()).isNull();
            assertThat(properties.dingtalk()).isNull();
            assertThat(properties.sms()).isNull();
            assertThat(properties.after(Channel.SMS)).contains(Channel.MAIL);
            assertThat(properties.after(Channel.MAIL)).contains(Channel.IN_APP);
            assertThat(properties.after(Channel.IN_APP)).isEmpty();
        });
    }

    @Test
    void halfAConfigurationStopsTheStart() {
        application.withPropertyValues("baton.notification.wecom.corp-id=corp").run(context -> assertThat(context)
                .hasFailed());
        application
                .withPropertyValues("baton.notification.dingtalk.access-token=t")
                .run(context -> assertThat(context).hasFailed());
        application
                .withPropertyValues(
                        "baton.notification.sms.access-key-id=k",
                        "baton.notification.sms.access-key-secret=s",
                        "baton.notification.sms.sign-name=n")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void policyThatGoesInACircleStopsTheStart() {
        application
                .withPropertyValues("baton.notification.policy.mail.next=sms")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("in a circle"));
    }

    @Test
    void policyWithoutNextGivesUp() {
        application
                .withPropertyValues("baton.notification.policy.sms.patience=1m")
                .run(context -> assertThat(
                                context.getBean(NotificationProperties.class).after(Channel.SMS))
                        .isEmpty());
    }
}
