package org.barscancel.runtime.start;

import java.io.IOException;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.AtRestKeys;
import org.barscancel.atrest.KeyMemory;
import org.barscancel.atrest.SealedException;
import org.barscancel.atrest.SealedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Encryption of what lies on queues and in the archive. */
@Configuration(proxyBeanMethods = false)
public class AtRestConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AtRestConfiguration.class);

    private static final String MEMORY = "at-rest.keys";

    /** Before anything is taken that was encrypted with a key that is not there. */
    @Bean
    AtRestKeys atRestKeys(BarsSettings settings, HomeLock homeLock) throws IOException {
        AtRestKeys keys = read(settings.atRest());
        KeyMemory memory = new KeyMemory(HomeFolders.home(settings).resolve(MEMORY));
        KeyMemory.Missing missing = compare(memory, keys);
        if (missing.lastOne()) {
            throw new StartRefusedException(
                    "What waits in bars.home was encrypted with the key '"
                            + missing.names().get(0) + "', which is not in bars.at-rest.keys.",
                    "Put the key back. To go on without encryption, keep it and set bars.at-rest.encrypt=false until nothing"
                            + " is encrypted any more; if the key is lost, or nothing is, delete the file " + MEMORY
                            + " in bars.home: what cannot be read then goes to the dead queue as it is.");
        }
        if (!missing.names().isEmpty()) {
            LOG.warn(
                    "These keys were used once and are not in bars.at-rest.keys any more: {}. What is still encrypted with"
                            + " them cannot be read",
                    missing.names());
        }
        memory.keep(keys);
        return keys;
    }

    private static KeyMemory.Missing compare(KeyMemory memory, AtRestKeys keys) throws IOException {
        try {
            return memory.compare(keys);
        } catch (SealedException another) {
            throw new StartRefusedException(
                    "A key in bars.at-rest.keys is another one than that which had its name: " + another.getMessage()
                            + ".",
                    "Put the former key back, and give the new one a name of its own.");
        }
    }

    /**
     * Reads the keys that {@code bars.at-rest.keys} names.
     *
     * @throws StartRefusedException when one cannot be read, or two have one name; the message shows no key
     */
    public static AtRestKeys read(BarsSettings.AtRest settings) {
        try {
            return AtRestKeys.of(settings.keys(), settings.encrypt());
        } catch (IllegalArgumentException unfit) {
            throw new StartRefusedException(
                    "bars.at-rest.keys cannot be used: " + unfit.getMessage() + ".",
                    "Make a key by: java -jar bars-cancel.jar at-rest-key <id> <file>, and name that file.");
        }
    }

    @Bean
    SealedFiles sealedFiles(AtRestKeys atRestKeys) {
        return new SealedFiles(atRestKeys);
    }
}
