package org.barscancel.runtime.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.barscancel.BarsSettings;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.start.OpenDoors;
import org.barscancel.runtime.start.StartRefusedException;
import org.springframework.core.env.Environment;

/** Who can reach the program, and whether its ports are free or taken. */
final class DoorsExamined {
    private static final String OPEN = "open doors";
    private static final String PORTS = "ports";
    private static final int CONNECT_MILLIS = 1000;

    private final BarsSettings settings;
    private final Environment environment;

    DoorsExamined(BarsSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    List<Check> checks() {
        return List.of(new Check(OPEN, Set.of(), this::open), new Check(PORTS, Set.of(), this::ports));
    }

    private Finding open() {
        try {
            List<String> meant = OpenDoors.checked(settings, environment).meant();
            return meant.isEmpty()
                    ? Finding.pass(OPEN, "none: what other machines reach asks for TLS and credentials")
                    : Finding.warn(
                            OPEN,
                            "open to other machines because bars.access.open says so: " + String.join(" ", meant),
                            "See that something else protects them.");
        } catch (StartRefusedException refused) {
            return Finding.fail(OPEN, String.valueOf(refused.getMessage()), refused.action());
        }
    }

    private Finding ports() {
        TreeMap<String, InetSocketAddress> all = new TreeMap<>();
        int http = environment.getProperty("server.port", Integer.class, 0);
        if (http > 0) {
            all.put("server.port", new InetSocketAddress(InetAddress.getLoopbackAddress(), http));
        }
        settings.hl7().feeds().forEach((name, feed) -> {
            if (feed.port() != null && feed.port() > 0) {
                all.put(
                        "bars.hl7.feeds." + name + ".port",
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), feed.port()));
            }
        });
        String told = all.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().getPort()
                        + (isListening(one.getValue()) ? " is in use" : " is free"))
                .collect(Collectors.joining("; "));
        return told.contains("in use")
                ? Finding.warn(PORTS, told, "Fine when an instance of this program uses them; else free them.")
                : Finding.pass(PORTS, told.isEmpty() ? "none is fixed" : told);
    }

    private static boolean isListening(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException free) {
            return false;
        }
    }
}
