package org.barscancel.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A class of this room as a process of its own, on this class path. */
final class Child implements AutoCloseable {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final BufferedReader output;

    Child(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** The next line that begins so; what is logged before it is passed over. */
    String line(String beginning) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("It ended before it said what it measured");
    }

    ProcessFigures figures() throws IOException {
        return ProcessFigures.of(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
