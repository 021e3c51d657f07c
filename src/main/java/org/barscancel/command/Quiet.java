package org.barscancel.command;

import ch.qos.logback.classic.Logger;
import java.util.logging.Level;
import org.slf4j.LoggerFactory;

/** Where no settings are read, a library would log everything, to the terminal. */
final class Quiet {
    private Quiet() {}

    /** Lets libraries tell of troubles only. */
    static void libraries() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        java.util.logging.Logger.getLogger("").setLevel(Level.WARNING);
    }
}
