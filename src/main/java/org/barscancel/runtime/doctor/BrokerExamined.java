package org.barscancel.runtime.doctor;

import java.time.Duration;
import java.util.Set;
import org.barscancel.BarsSettings;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.broker.BrokerCheck;
import org.barscancel.runtime.broker.BrokerClient;
import org.barscancel.runtime.start.StartRefusedException;
import org.springframework.boot.ssl.SslBundles;

/** The broker: reached, and able to do what is needed, tried on a temporary queue; the program's own queues are not touched. */
final class BrokerExamined {
    static final String BROKER = "broker";

    /** The trial itself waits a minute for what was delayed. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final BarsSettings settings;
    private final SslBundles bundles;

    BrokerExamined(BarsSettings settings, SslBundles bundles) {
        this.settings = settings;
        this.bundles = bundles;
    }

    Check check() {
        return settings.broker().isEmbedded()
                ? new Check(
                        BROKER,
                        Set.of(HomeExamined.FOLDERS),
                        () -> Finding.pass(
                                BROKER, "embedded; its journal lies below bars.home, which can be written to"))
                : new Check(BROKER, Set.of(), LIMIT, this::outside);
    }

    private Finding outside() {
        try {
            new BrokerCheck(settings, bundles).tryOut(BrokerClient.of(settings.broker(), bundles));
            return Finding.pass(
                    BROKER, "reached; a temporary queue, a transaction and a delayed delivery on it work as needed");
        } catch (StartRefusedException refused) {
            return Finding.fail(BROKER, String.valueOf(refused.getMessage()), refused.action());
        }
    }
}
