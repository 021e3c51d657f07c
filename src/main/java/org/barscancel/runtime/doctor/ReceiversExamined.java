package org.barscancel.runtime.doctor;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.barscancel.BarsSettings;
import org.barscancel.doctor.Check;
import org.barscancel.runtime.delivery.Callback;
import org.barscancel.runtime.delivery.Receivers;
import org.barscancel.runtime.notice.NoticesConfiguration;
import org.barscancel.runtime.tls.FarSideTls;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** The ways to those who are told: callbacks, feeds that hear by MLLP, and where notices go. Nobody is sent anything. */
final class ReceiversExamined {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration RESPONSE = Duration.ofSeconds(10);
    private static final int SUBMISSION = 587;

    private final BarsSettings settings;
    private final Environment environment;
    private final SslBundles bundles;
    private final Clock clock;

    ReceiversExamined(BarsSettings settings, Environment environment, SslBundles bundles, Clock clock) {
        this.settings = settings;
        this.environment = environment;
        this.bundles = bundles;
        this.clock = clock;
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        new TreeMap<>(settings.callbacks()).forEach((name, callback) -> {
            String setting = "bars.callbacks." + name;
            checks.addAll(posted(
                    Receivers.callback(name),
                    setting,
                    new Callback(name, callback).url(),
                    callback.sslBundle(),
                    callback.connectTimeout(),
                    callback.responseTimeout()));
        });
        new TreeMap<>(settings.hl7().feeds()).forEach((name, feed) -> {
            if (feed.answerTo() != null) {
                String setting = "bars.hl7.feeds." + name + ".answer-to";
                WayThere.Target target = new WayThere.Target(
                        feed.answerTo().host(),
                        feed.answerTo().port(),
                        feed.answerTo().sslBundle() != null,
                        feed.answerTo().connectTimeout(),
                        feed.answerTo().responseTimeout(),
                        setting,
                        "no ssl-bundle is set",
                        "Set ssl-bundle, if it can do TLS.");
                checks.addAll(way(
                        Receivers.feed(name), target, setting, feed.answerTo().sslBundle()));
            }
        });
        checks.addAll(notices());
        return checks;
    }

    /** Of the mail server only whether it listens: what it says after that it says to who sends. */
    private List<Check> notices() {
        List<Check> checks = new ArrayList<>();
        String webhook = settings.notices().webhook().url();
        if (webhook != null) {
            checks.addAll(posted(
                    "notices webhook",
                    "bars.notices.webhook",
                    NoticesConfiguration.receiver(NoticesConfiguration.likeCallback(
                                    settings.notices().webhook()))
                            .url(),
                    settings.notices().webhook().sslBundle(),
                    CONNECT,
                    RESPONSE));
        }
        String host = environment.getProperty("spring.mail.host", "");
        if (!settings.notices().mail().to().isEmpty() && !host.isBlank()) {
            WayThere.Target target = new WayThere.Target(
                    host,
                    environment.getProperty("spring.mail.port", Integer.class, SUBMISSION),
                    false,
                    CONNECT,
                    RESPONSE,
                    "spring.mail.host and .port",
                    "",
                    "");
            checks.add(new WayThere("notices mail server", target, null, clock)
                    .checks()
                    .get(0));
        }
        return checks;
    }

    private List<Check> posted(
            String name, String setting, String url, @Nullable String bundle, Duration connect, Duration response) {
        return way(name, WayThere.Target.of(URI.create(url), connect, response, setting + ".url"), setting, bundle);
    }

    private List<Check> way(String name, WayThere.Target target, String setting, @Nullable String bundle) {
        return new WayThere(name, target, FarSideTls.of(bundles, setting, bundle), clock).checks();
    }
}
