package org.barscancel.runtime.start;

import java.util.List;
import java.util.stream.Collectors;
import org.barscancel.atrest.FileRights;
import org.barscancel.atrest.TrustedFiles.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses the start for files that others may read or change, or says so where that is what was asked for. */
final class RightsPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(RightsPolicy.class);

    private RightsPolicy() {}

    /**
     * Does what is configured.
     *
     * @throws StartRefusedException when there are faults and they are not only to be told of
     */
    static void apply(List<Fault> faults, FileRights policy) {
        if (faults.isEmpty()) {
            return;
        }
        String what = faults.stream().map(Fault::what).distinct().collect(Collectors.joining("; "));
        String commands = faults.stream().map(Fault::command).distinct().collect(Collectors.joining("; "));
        if (policy == FileRights.WARN) {
            LOG.warn("Started all the same, as bars.file-rights says: {}. To mend it: {}", what, commands);
            return;
        }
        throw new StartRefusedException(
                "Others may read or change what only this program may: " + what + ".",
                "As root: " + commands + ". Or start with --bars.file-rights=warn (on the command line or as"
                        + " BARS_FILERIGHTS in the environment), and it is said at each start.");
    }
}
