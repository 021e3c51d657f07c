package org.barscancel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged jar unpacked beside itself, with an archive of its classes, as {@code bin/bars-cancel} starts it. */
final class UnpackedProgram {
    private static final String MAIN = "org.barscancel.BarsCancelApplication";

    private final Path program;
    private final Path archive;

    /**
     * Makes the archive.
     *
     * @param work where it is kept
     */
    UnpackedProgram(Path work) throws IOException, InterruptedException {
        program = Path.of(System.getProperty("bars.jar"))
                .toAbsolutePath()
                .resolveSibling("unpacked")
                .resolve("bars-cancel.jar");
        archive = Files.createDirectories(work).toAbsolutePath().resolve("classes.jsa");
        Files.deleteIfExists(archive);
        Process process = new ProcessBuilder(
                        Child.JAVA, "-XX:ArchiveClassesAtExit=" + archive, "-cp", program.toString(), MAIN, "cds")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("archive.log").toFile())
                .start();
        if (process.waitFor() != 0 || !Files.exists(archive)) {
            throw new IOException("No archive of classes was made; see " + work.resolve("archive.log"));
        }
    }

    /**
     * The start of a command line; the program's settings come after it.
     *
     * @param jvm options of Java
     */
    List<String> command(List<String> jvm) {
        List<String> command = new ArrayList<>(List.of(Child.JAVA));
        // Java 17 crashes where a recording is asked for from the start and classes come from such an archive.
        if (jvm.stream().noneMatch(option -> option.contains("FlightRecord"))) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(jvm);
        command.addAll(List.of("-cp", program.toString(), MAIN));
        return command;
    }
}
