package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.DigestUtils;

/**
 * The packaged jar as the build has unpacked it beside itself, with an archive of its classes as Java loads them: it starts for
 * a third of the jar's processor time. The archive is made once a build, by whoever needs it first; another process waits for it
 * meanwhile.
 */
final class UnpackedJar {
    /** Options of a Java that lives briefly: half of each start would be the second compiler's, and some of it a large heap's. */
    static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Path FOLDER = Path.of("target", "blackbox-program").toAbsolutePath();
    private static final Path CLASSES = FOLDER.resolve("classes.jsa");
    private static final Path LOG = FOLDER.resolve("made.log");
    private static final Path MADE_OF = FOLDER.resolve("made-of.txt");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String MAIN = "org.barscancel.BarsCancelApplication";
    private static final String ADDED = "-Dloader.path=";

    private UnpackedJar() {}

    /** The start of a command line that runs the jar itself. */
    static List<String> jarCommand(List<String> jvm) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    /**
     * The start of a command line; the program's own arguments come after it.
     *
     * @param jvm options of Java; the jar that {@code loader.path} names is added here too
     */
    static List<String> command(List<String> jvm) {
        archiveClasses();
        List<String> command = new ArrayList<>(List.of(java(), "-XX:SharedArchiveFile=" + CLASSES));
        command.addAll(jvm);
        StringBuilder classPath = new StringBuilder(program().toString());
        jvm.stream()
                .filter(option -> option.startsWith(ADDED))
                .forEach(option -> classPath.append(':').append(option.substring(ADDED.length())));
        command.addAll(List.of("-cp", classPath.toString(), MAIN));
        return command;
    }

    /** What a command of the program prints; it must succeed. */
    static String printed(String... arguments) throws IOException, InterruptedException {
        List<String> command = command(BRIEF);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jar() {
        return Path.of(System.getProperty("bars.jar")).toAbsolutePath();
    }

    private static Path program() {
        return jar().resolveSibling("unpacked").resolve("bars-cancel.jar");
    }

    private static synchronized void archiveClasses() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                // Builds give all jars one time, which is what Java would know another one by.
                String wanted = DigestUtils.md5DigestAsHex(Files.readAllBytes(program()));
                if (!lock.isValid()
                        || Files.exists(MADE_OF) && Files.readString(MADE_OF).equals(wanted)) {
                    return;
                }
                Files.deleteIfExists(CLASSES);
                record();
                Files.writeString(MADE_OF, wanted);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void record() throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(BRIEF);
        command.addAll(
                List.of("-XX:ArchiveClassesAtExit=" + CLASSES, "-cp", program().toString(), MAIN, "cds"));
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
        if (process.exitValue() != 0 || !Files.exists(CLASSES)) {
            throw new IOException("No archive of classes was made; see " + LOG);
        }
    }
}
