package org.barscancel.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import org.barscancel.blackbox.OutsideBroker;
import org.slf4j.LoggerFactory;

/**
 * An Artemis as it comes, with its journal on disk, for several instances.
 *
 * <p>Arguments: its folder. Prints {@code port} and its port once it listens.
 */
final class BrokerBeside {
    /** What its line with the port begins with. */
    static final String PORT = "port ";

    private BrokerBeside() {}

    public static void main(String[] args) throws Exception {
        // Nobody reads on after the port, and what it logs would be measured too.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        System.out.println(PORT + OutsideBroker.start(Path.of(args[0])).port());
    }
}
