package org.barscancel.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar, unpacked, with an archive of its classes as Java loads them: it starts for a third of the jar's processor
 * time. Made once a build, by whoever needs it first; another process waits for it meanwhile.
 */
final class UnpackedJar {
    private static final Path FOLDER = Path.of("target", "blackbox-program").toAbsolutePath();
    private static final Path PROGRAM = FOLDER.resolve("program").resolve("bars-cancel.jar");
    private static final Path CLASSES = FOLDER.resolve("classes.jsa");
    private static final Path LOG = FOLDER.resolve("made.log");
    private static final Path MADE_OF = FOLDER.resolve("made-of.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String MAIN = "org.barscancel.BarsCancelApplication";
    private static final String ADDED = "-Dloader.path=";

    private UnpackedJar() {}

    /** The path of the Java that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The packaged jar itself. */
    static Path jar() {
        return Path.of(System.getProperty("bars.jar")).toAbsolutePath();
    }

    /**
     * The start of a command line; the program's own arguments come after it.
     *
     * @param jvm options of Java; what {@code loader.path} adds is added here too
     */
    static List<String> command(List<String> jvm) {
        make();
        List<String> command = new ArrayList<>(List.of(java(), "-XX:SharedArchiveFile=" + CLASSES));
        command.addAll(jvm);
        StringBuilder classPath = new StringBuilder(PROGRAM.toString());
        jvm.stream()
                .filter(option -> option.startsWith(ADDED))
                .forEach(option -> classPath.append(':').append(option.substring(ADDED.length())));
        command.addAll(List.of("-cp", classPath.toString(), MAIN));
        return command;
    }

    private static synchronized void make() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                String wanted = jar() + " " + Files.getLastModifiedTime(jar()) + " " + Files.size(jar());
                if (!lock.isValid()
                        || Files.exists(MADE_OF) && Files.readString(MADE_OF).equals(wanted)) {
                    return;
                }
                Files.deleteIfExists(CLASSES);
                FileSystemUtils.deleteRecursively(PROGRAM.getParent());
                run(List.of(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar().toString(),
                        "extract",
                        "--destination",
                        PROGRAM.getParent().toString()));
                run(List.of(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:ArchiveClassesAtExit=" + CLASSES,
                        "-cp",
                        PROGRAM.toString(),
                        MAIN,
                        "cds"));
                if (!Files.exists(CLASSES)) {
                    throw new IOException("No archive of classes was made; see " + LOG);
                }
                Files.writeString(MADE_OF, wanted);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " does not end; see " + LOG);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + " failed; see " + LOG);
        }
    }
}
