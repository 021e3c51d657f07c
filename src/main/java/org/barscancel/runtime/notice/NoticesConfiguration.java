package org.barscancel.runtime.notice;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.barscancel.BarsSettings;
import org.barscancel.CallbackSettings;
import org.barscancel.NoticesSettings;
import org.barscancel.ledger.Notices;
import org.barscancel.ledger.Standing;
import org.barscancel.runtime.broker.DiskHealth;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.delivery.Callback;
import org.barscancel.runtime.delivery.DeliveryConfiguration;
import org.barscancel.runtime.delivery.Receivers;
import org.barscancel.runtime.start.StartRefusedException;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/** What people are told by itself, where anybody is told. */
@Configuration(proxyBeanMethods = false)
public class NoticesConfiguration {
    private static final String WEBHOOK = "bars.notices.webhook";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration RESPONSE = Duration.ofSeconds(10);

    @Bean
    @DependsOnDatabaseInitialization
    Notices notices(DataSource dataSource) {
        return new Notices(dataSource);
    }

    @Bean
    OwnTroubles ownTroubles(
            BarsSettings settings,
            Circuits circuits,
            Receivers receivers,
            MeterRegistry meterRegistry,
            SslBundles sslBundles,
            Clock clock,
            DiskHealth diskHealthIndicator) {
        return new OwnTroubles(
                settings.notices(),
                List.of(circuits, receivers.circuits()),
                meterRegistry,
                new SslInfo(sslBundles, settings.notices().certificateBefore(), clock),
                diskHealthIndicator);
    }

    /** Without any channel nothing is looked at. */
    @Bean
    NoticeWatch noticeWatch(
            BarsSettings settings,
            OwnTroubles ownTroubles,
            Standing standing,
            Notices notices,
            ObjectProvider<JavaMailSender> mail,
            SslBundles sslBundles,
            ScheduledExecutorService exchangeTimer,
            Clock clock,
            MeterRegistry meterRegistry) {
        NoticesSettings wanted = settings.notices();
        List<NoticeSender> senders = new ArrayList<>();
        if (!wanted.mail().to().isEmpty()) {
            senders.add(mail(wanted, mail.getIfAvailable()));
        }
        if (wanted.webhook().url() != null) {
            senders.add(webhook(settings, sslBundles, exchangeTimer, clock));
        }
        NoticeLook look = new NoticeLook(
                wanted,
                ownTroubles,
                standing,
                notices,
                senders.stream().map(NoticeSender::channel).toList(),
                clock);
        return new NoticeWatch(look, notices, senders, wanted.lookEvery(), clock, meterRegistry);
    }

    private static NoticeSender mail(NoticesSettings wanted, @Nullable JavaMailSender server) {
        String from = wanted.mail().from();
        // Boot makes one of an empty host too.
        boolean hasHost = server instanceof JavaMailSenderImpl known && StringUtils.hasText(known.getHost());
        if (from == null || server == null || !hasHost) {
            throw new StartRefusedException(
                    "bars.notices.mail.to names who is told by mail, and "
                            + (from == null ? "bars.notices.mail.from" : "spring.mail.host") + " is not set.",
                    "Set it, or leave bars.notices.mail.to empty.");
        }
        return new MailNotices(
                server, wanted.installation(), from, wanted.mail().to());
    }

    private static NoticeSender webhook(
            BarsSettings settings, SslBundles sslBundles, ScheduledExecutorService timer, Clock clock) {
        CallbackSettings like = likeCallback(settings.notices().webhook());
        FarSideTls tls = FarSideTls.of(sslBundles, WEBHOOK, like.sslBundle());
        CloseableHttpClient client = DeliveryConfiguration.client(
                "notices", like, tls, timer, settings.http().maxResponseBytes());
        return new WebhookNotices(client, receiver(like), settings.notices().installation(), clock);
    }

    /**
     * Who is called, by the settings.
     *
     * @throws StartRefusedException when they cannot be used
     */
    public static Callback receiver(CallbackSettings like) {
        return new Callback("notices", WEBHOOK, like, "notices");
    }

    /** The same settings as those of a callback that is nobody's. */
    public static CallbackSettings likeCallback(NoticesSettings.Webhook webhook) {
        return new CallbackSettings(
                String.valueOf(webhook.url()),
                Set.of(),
                webhook.secret(),
                webhook.previousSecret(),
                webhook.sslBundle(),
                CONNECT,
                RESPONSE,
                1);
    }
}
