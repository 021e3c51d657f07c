package org.barscancel.runtime.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.FileRights;
import org.barscancel.atrest.OwnerOnly;
import org.barscancel.atrest.Rights;
import org.barscancel.atrest.TrustedFiles.Fault;
import org.barscancel.doctor.Check;
import org.barscancel.doctor.Finding;
import org.barscancel.runtime.broker.EmbeddedBroker;
import org.barscancel.runtime.start.CodeRights;
import org.barscancel.runtime.start.HomeFolders;
import org.springframework.core.env.ConfigurableEnvironment;

/** The folders, who may use them, the room on the disk, and whether an instance runs. Nothing is made and nothing locked. */
final class HomeExamined {
    static final String FOLDERS = "folders";
    private static final String RIGHTS = "rights of code and keys";
    private static final String DISK = "disk";
    private static final String INSTANCE = "instance";
    private static final long LITTLE = 1024L * 1024 * 1024;
    private static final long MEGABYTE = 1024L * 1024;

    private final BarsSettings settings;
    private final ConfigurableEnvironment environment;
    private final Path home;

    HomeExamined(BarsSettings settings, ConfigurableEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        this.home = HomeFolders.home(settings);
    }

    List<Check> checks() {
        return List.of(
                new Check(RIGHTS, Set.of(), this::rights),
                new Check(FOLDERS, Set.of(), this::folders),
                new Check(DISK, Set.of(FOLDERS), this::disk),
                new Check(INSTANCE, Set.of(), this::instance));
    }

    private Finding rights() throws IOException {
        if (!OwnerOnly.isKnown()) {
            return Finding.warn(
                    RIGHTS,
                    "this system does not know rights by owner, group and others",
                    "See to it yourself that nobody but the program's user can change settings and routes or read keys.");
        }
        List<Fault> faults = CodeRights.faults(environment);
        return judged(RIGHTS, faults, "nobody else may change settings, routes and libraries, or read keys");
    }

    private Finding judged(String check, List<Fault> faults, String otherwise) {
        if (faults.isEmpty()) {
            return Finding.pass(check, otherwise);
        }
        String what = faults.stream().map(Fault::what).distinct().collect(Collectors.joining("; "));
        String commands = faults.stream().map(Fault::command).distinct().collect(Collectors.joining("; "));
        return CodeRights.policy(environment) == FileRights.WARN
                ? Finding.warn(check, what, "As root: " + commands)
                : Finding.fail(check, what, "As root: " + commands);
    }

    private Finding folders() throws IOException {
        Path files = HomeFolders.files(settings);
        List<Path> all = new ArrayList<>(List.of(home, files));
        Stream.of("broker", "ledger", "audit").map(home::resolve).forEach(all::add);
        Stream.of("claimed", "archive", "spool", "inbox", "results", "rejected")
                .map(files::resolve)
                .forEach(all::add);
        List<Fault> faults = new ArrayList<>();
        for (Path folder : all.stream().distinct().toList()) {
            Path there = existing(folder);
            if (!Files.isDirectory(there)) {
                faults.add(new Fault(there + " is no folder", "mv " + there + " " + there + ".old"));
            } else if (!Files.isWritable(there) || !Files.isExecutable(there)) {
                faults.add(new Fault(
                        "this user may not write to " + there, "chown the program's user, or chmod u+rwx, " + there));
            }
        }
        if (!faults.isEmpty()) {
            String what = faults.stream().map(Fault::what).distinct().collect(Collectors.joining("; "));
            String commands = faults.stream().map(Fault::command).distinct().collect(Collectors.joining("; "));
            return Finding.fail(FOLDERS, what, "Run this as the program's user. As root: " + commands);
        }
        if (OwnerOnly.isKnown()) {
            List<String> open = all.stream()
                    .distinct()
                    .filter(HomeExamined::isOpen)
                    .map(Path::toString)
                    .toList();
            if (!open.isEmpty()) {
                return Finding.warn(
                        FOLDERS,
                        "others on this machine may use " + String.join(", ", open)
                                + ", and there is patient data in it",
                        "chmod o-rwx " + String.join(" ", open));
            }
        }
        return Finding.pass(
                FOLDERS, home + (Files.isDirectory(home) ? " can be written to" : " is not there and can be made"));
    }

    private static boolean isOpen(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && !folder.getFileName().toString().isEmpty()
                    && Rights.of(folder).isOpenToOthers();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The folder itself, or the nearest above it that is there. */
    private static Path existing(Path folder) {
        Path above = folder.getParent();
        return above == null || Files.exists(folder) ? folder : existing(above);
    }

    private Finding disk() throws IOException {
        FileStore store = Files.getFileStore(existing(home));
        long free = store.getUsableSpace();
        String what = free / MEGABYTE + " MB are free for " + home;
        if (free < EmbeddedBroker.LEAST_FREE_BYTES) {
            return Finding.fail(
                    DISK, what + "; with less than 100 MB nothing is taken", "Make room, or move bars.home.");
        }
        return free < LITTLE
                ? Finding.warn(DISK, what, "Make room: with less than 100 MB nothing is taken.")
                : Finding.pass(DISK, "more than 1 GB is free for " + home);
    }

    private Finding instance() throws IOException {
        return isRunning()
                ? Finding.pass(INSTANCE, "an instance runs on " + home + "; it is not disturbed")
                : Finding.pass(INSTANCE, "none is seen to run on " + home);
    }

    /** By the system's own list of locks: to try the lock would be to take it. */
    boolean isRunning() throws IOException {
        Path lock = home.resolve("lock");
        Path locks = Path.of("/proc/locks");
        if (!Files.isReadable(lock) || !Files.isReadable(locks)) {
            return false;
        }
        Pattern held = Pattern.compile("\\s[0-9a-f]+:[0-9a-f]+:" + Files.getAttribute(lock, "unix:ino") + "\\s");
        try (Stream<String> lines = Files.lines(locks)) {
            return lines.anyMatch(line -> held.matcher(line).find());
        }
    }
}
