package org.barscancel.runtime.doctor;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.artemis.api.core.management.AddressSettingsInfo;
import org.barscancel.BarsSettings;
import org.barscancel.ProviderSettings;
import org.barscancel.cancellation.Leg;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.broker.BrokerClient;
import org.barscancel.runtime.farside.FarSideSetUp;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/** The program's queues on a broker of one's own: how many messages each holds, and where a message goes that fails too often. */
final class BrokerQueuesExamined {
    static final String QUEUES = "broker queues";

    private static final String BY_HAND =
            "Look at the queues' depth and dead-letter address with the broker's own tools; docs/wiring-a-pas.md tells what is needed.";

    private final BarsSettings settings;
    private final SslBundles bundles;

    BrokerQueuesExamined(BarsSettings settings, SslBundles bundles) {
        this.settings = settings;
        this.bundles = bundles;
    }

    /** None of the embedded one: health and metrics tell what it holds, and its addresses are set up by the program. */
    List<Check> checks() {
        return settings.broker().isEmbedded()
                ? List.of()
                : List.of(new Check(QUEUES, Set.of(BrokerExamined.BROKER), this::examined));
    }

    private Finding examined() {
        try (Connection connection = BrokerClient.of(settings.broker(), bundles).createConnection()) {
            if (!BrokerManagement.isSpoken(connection)) {
                return Finding.warn(
                        QUEUES,
                        "cannot be told, because JMS asks for neither depth nor dead-letter address, and only Artemis by its own"
                                + " protocol (tcp://) tells more",
                        "If it is an Artemis, run the doctor once with --bars.broker.url=tcp://host:61616. " + BY_HAND);
            }
            try (BrokerManagement management = new BrokerManagement(connection)) {
                return told(management);
            }
        } catch (JMSSecurityException refused) {
            return Finding.warn(
                    QUEUES,
                    "cannot be told, because the program's user may not ask " + BrokerManagement.ADDRESS,
                    "Run the doctor as a user that may (--bars.broker.username), or give this one the permissions manage and"
                            + " createAddress, createNonDurableQueue and consume for its answers. " + BY_HAND);
        } catch (JMSException | JMSRuntimeException | IllegalStateException failure) {
            return Finding.warn(
                    QUEUES,
                    "cannot be told, because " + BrokerManagement.ADDRESS + " does not answer as Artemis 2.44 does ("
                            + failure.getClass().getSimpleName() + ")",
                    BY_HAND);
        }
    }

    private Finding told(BrokerManagement management) throws JMSException {
        List<String> held = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        Set<String> homes = new TreeSet<>();
        List<String> lost = new ArrayList<>();
        for (String queue : queues()) {
            OptionalLong messages = management.messages(queue);
            if (messages.isPresent()) {
                held.add(queue + " " + messages.getAsLong());
            } else {
                absent.add(queue);
            }
            AddressSettingsInfo rules = management.settings(queue);
            if (!isBlank(rules.getDeadLetterAddress())) {
                homes.add(rules.getDeadLetterAddress());
            } else if (rules.getMaxDeliveryAttempts() >= 0) {
                lost.add(queue);
            }
        }
        String what = (held.isEmpty() ? "none is there yet" : "messages: " + String.join(", ", held))
                + (absent.isEmpty() ? "" : "; not there yet: " + String.join(", ", absent))
                + (homes.isEmpty() ? "" : "; dead-letter address: " + String.join(", ", homes));
        return lost.isEmpty()
                ? Finding.pass(QUEUES, what)
                : Finding.warn(
                        QUEUES,
                        what
                                + "; without a dead-letter address, so that the broker throws away what it has delivered too often: "
                                + String.join(", ", lost),
                        "Set a dead-letter-address for them in broker.xml, as docs/wiring-a-pas.md does.");
    }

    private List<String> queues() {
        BarsSettings.Queues names = settings.queue();
        List<String> all =
                new ArrayList<>(List.of(names.cancellations(), names.requests(), names.pointers(), names.events()));
        settings.providers().keySet().stream()
                .sorted()
                .map(name -> FarSideSetUp.queue(names, Leg.PROVIDER, name))
                .forEach(all::add);
        settings.providers().values().stream()
                .map(ProviderSettings.Named::registry)
                .filter(name -> name != null)
                .distinct()
                .sorted()
                .map(name -> FarSideSetUp.queue(names, Leg.REGISTRY, name))
                .forEach(all::add);
        all.addAll(List.of(names.rejected(), names.parked(), names.held(), names.undelivered(), names.dead()));
        return all;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
