package org.barscancel.runtime.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.FileRights;
import org.barscancel.atrest.OwnerOnly;
import org.barscancel.atrest.Rights;
import org.barscancel.atrest.TrustedFiles.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the folders that hold patient data, before anything is written to them, and sees who else may use them. Nobody may
 * use the program's own ones, and what others could is mended. Inbox, results and rejected belong to the legacy
 * system as well: they are given to the group and to nobody else, and are left as they are when they are there.
 */
final class HomeRights {
    private static final Logger LOG = LoggerFactory.getLogger(HomeRights.class);

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_GROUP = PosixFilePermissions.fromString("rwxrwx---");

    private final List<Fault> faults = new ArrayList<>();

    private HomeRights() {}

    /**
     * Prepares {@code bars.home} and the folder of the files.
     *
     * @throws StartRefusedException when others may use what they must not, and that cannot be mended
     */
    static void prepare(BarsSettings settings, FileRights policy) throws IOException {
        Path home = HomeFolders.home(settings);
        Path files = HomeFolders.files(settings);
        if (!OwnerOnly.isKnown()) {
            LOG.warn(
                    "This system does not know rights by owner, group and others: see to it yourself that nobody"
                            + " but this program's user can use {}",
                    home);
            return;
        }
        HomeRights rights = new HomeRights();
        // Instances that share it may run as several users of one group.
        Set<PosixFilePermission> most = files.equals(home) ? OWN : OF_GROUP;
        for (String own : List.of("broker", "ledger", "audit")) {
            rights.restrict(home.resolve(own), OWN);
        }
        for (String own : List.of("claimed", "archive", "spool")) {
            rights.restrict(files.resolve(own), most);
        }
        for (String shared : List.of("inbox", "results", "rejected")) {
            share(files.resolve(shared));
        }
        rights.keepIn(home);
        if (!files.equals(home)) {
            rights.keepIn(files);
        }
        RightsPolicy.apply(rights.faults, policy);
    }

    private void restrict(Path folder, Set<PosixFilePermission> most) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(most));
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(folder);
        if (most.containsAll(given)) {
            return;
        }
        Set<PosixFilePermission> less = EnumSet.copyOf(given);
        less.retainAll(most);
        less.addAll(OWN);
        if (!set(folder, less)) {
            faults.add(new Fault(
                    folder + " is open to others (" + Rights.of(folder) + ")",
                    "chmod " + (most.equals(OWN) ? "go-rwx " : "o-rwx ") + folder));
        }
    }

    /** Who may write there could put a folder of his own in the place of another. */
    private void keepIn(Path folder) throws IOException {
        Set<PosixFilePermission> given = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
        if (given.remove(PosixFilePermission.OTHERS_WRITE) && !set(folder, given)) {
            faults.add(new Fault(
                    folder + " may be changed by anybody (" + Rights.of(folder) + ")", "chmod o-w " + folder));
        }
    }

    private static boolean set(Path folder, Set<PosixFilePermission> rights) throws IOException {
        Rights before = Rights.of(folder);
        try {
            Files.setPosixFilePermissions(folder, rights);
        } catch (IOException notOurs) {
            return false;
        }
        // Some file systems take it and do nothing.
        boolean taken = Files.getPosixFilePermissions(folder).equals(rights);
        if (taken) {
            LOG.warn("{} was open to others ({}) and is not any more ({})", folder, before, Rights.of(folder));
        }
        return taken;
    }

    private static void share(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OF_GROUP));
        }
        if (Rights.of(folder).isOpenToOthers()) {
            LOG.warn(
                    "Every user of this machine may use {} ({}), and there is patient data in it. Give it to a group:"
                            + " chmod o-rwx {}",
                    folder,
                    Rights.of(folder),
                    folder);
        }
    }
}
