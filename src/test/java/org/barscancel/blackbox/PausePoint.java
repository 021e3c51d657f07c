package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.barscancel.blackbox.pause.Pauses;

/** Has the packaged program stop before or after a step of a route, by a jar that is made for it and put on its class path. */
final class PausePoint {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern STEP = Pattern.compile("\\bid: (\\S+)");

    private final Path folder;

    /**
     * @param folder for the jar and for the signs of the two programs; must not lie in the program's home
     */
    PausePoint(Path folder) {
        this.folder = folder;
    }

    /** What the program is started with. */
    List<String> settings() throws IOException {
        Path jar = folder.resolve("pause.jar");
        String place = Pauses.class.getPackageName().replace('.', '/');
        Path classes = Path.of("target", "test-classes", place);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.list(classes)) {
            for (Path file : all.toList()) {
                out.putNextEntry(new JarEntry(place + "/" + file.getFileName()));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(out);
                }
            }
            out.putNextEntry(new JarEntry("META-INF/spring.factories"));
            out.write(("org.springframework.context.ApplicationContextInitializer=" + Pauses.class.getName())
                    .getBytes(StandardCharsets.UTF_8));
        }
        return List.of("-Dloader.path=" + jar.toAbsolutePath(), "-Dpause.folder=" + folder.toAbsolutePath());
    }

    /** The next message to come to this point stays there. */
    void arm(String point) throws IOException {
        assertThat(steps()).as("step of a route").contains(point.substring(point.indexOf('-') + 1));
        Files.deleteIfExists(folder.resolve(point + Pauses.REACHED));
        Files.createFile(folder.resolve(point));
    }

    private static Set<String> steps() throws IOException {
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            Set<String> steps = new HashSet<>();
            for (Path route : routes.toList()) {
                STEP.matcher(Files.readString(route)).results().forEach(step -> steps.add(step.group(1)));
            }
            return steps;
        }
    }

    void awaitReached(String point) {
        await(point)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(folder.resolve(point + Pauses.REACHED)));
    }
}
