package org.barscancel.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The archive that is handed on: what is in it, and its start script. */
class DistributionIT {
    private static final String SHARED = "shared objects file (top)";

    @TempDir
    static Path folder;

    private static Unpacked unpacked;

    @TempDir
    Path work;

    @BeforeAll
    static void unpack() throws Exception {
        unpacked = Unpacked.into(Files.createDirectories(folder.resolve("opt")));
    }

    @Test
    void theProgramNamesItsLibrariesInTheOrderOfThePackagedJar() throws Exception {
        List<String> packaged;
        try (JarFile jar = new JarFile(System.getProperty("bars.jar"))) {
            packaged = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    .toList();
        }
        Path lib = unpacked.folder().resolve("lib");
        try (JarFile jar = new JarFile(lib.resolve("bars-cancel.jar").toFile());
                Stream<Path> files = Files.list(lib)) {
            assertThat(Stream.of(jar.getManifest()
                                    .getMainAttributes()
                                    .getValue("Class-Path")
                                    .split(" "))
                            .map(name -> name.replaceFirst("^\\./", "")))
                    .containsExactlyElementsOf(packaged);
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .hasSize(packaged.size() + 1)
                    .containsAll(packaged);
        }
    }

    @Test
    void holdsWhatAnOperatorReadsAndNobodyElseMayChangeIt() throws Exception {
        assertThat(List.of("routes/30-cancel.camel.yaml", "config/application.yaml", "docs/operating.md", "LICENSE"))
                .allSatisfy(file -> assertThat(unpacked.folder().resolve(file)).exists());
        try (Stream<Path> all = Files.walk(unpacked.folder())) {
            assertThat(all)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .matches("r.[-x]r-[-x]r-[-x]"));
        }
    }

    @Test
    void theScriptRunsFromAnywhereByALinkToALink() throws Exception {
        Path link = Files.createSymbolicLink(work.resolve("first"), unpacked.script());
        Path bin = Files.createDirectory(work.resolve("a bin"));
        Files.createSymbolicLink(
                bin.resolve("bars-cancel"), work.relativize(link).resolveSibling("../first"));

        Unpacked.Ran ran = Unpacked.run(
                Path.of("/"), Map.of(), List.of(bin.resolve("bars-cancel").toString(), "--version"));

        assertThat(ran.output()).matches("bars-cancel \\d+\\.\\d+\\.\\d+.*\n");
        assertThat(ran.code()).isZero();
    }

    @Test
    void theScriptUsesTheJavaItIsToldAndSaysWhenThereIsNone() throws Exception {
        Unpacked.Ran ran = unpacked.run(work, Map.of("JAVA_HOME", "/nowhere"), "--version");

        assertThat(ran.output()).contains("/nowhere/bin/java", "JAVA_HOME");
        assertThat(ran.code()).isOne();
    }

    @Test
    void aShellCompletesTheCommands() throws Exception {
        Unpacked.Ran ran = Unpacked.run(
                work,
                Map.of(),
                List.of(
                        "bash",
                        "-c",
                        "source <('" + unpacked.script() + "' completion); complete -p bars-cancel;"
                                + " COMP_WORDS=(bars-cancel at); COMP_CWORD=1; COMP_LINE='bars-cancel at';"
                                + " _complete_bars-cancel; echo \"${COMPREPLY[@]}\""));

        assertThat(ran.output()).contains("complete", "at-rest-key");
    }

    /** With what little a command needs: the JVM takes a minute and more over the classes of a whole start. */
    @Test
    void classesComeOutOfTheArchiveAndOutOfTheJarsWhereItDoesNotFit() throws Exception {
        Path archive = unpacked.folder().resolve("lib/bars-cancel.jsa");
        assertThat(unpacked.run(work, Map.of("JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + archive), "--version")
                        .code())
                .isZero();
        assertThat(program("--version")).contains(SHARED);

        Path jar = unpacked.folder().resolve("lib/bars-cancel.jar");
        FileTime made = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(made.toMillis() + 60_000));
        assertThat(program("--version")).doesNotContain(SHARED);
        assertThat(Unpacked.run(work, Map.of(), List.of("sh", "-c", unpacked.script() + " --version 2>/dev/null"))
                        .output())
                .as("what the JVM says of it is no part of what a command prints")
                .matches("bars-cancel \\d.*\n");
        Files.setLastModifiedTime(jar, made);

        Files.delete(archive);
        Files.writeString(archive, "of another Java");
        assertThat(program("--version")).doesNotContain(SHARED);

        Files.delete(archive);
        assertThat(program("--version")).doesNotContain(SHARED);
    }

    /** All that is done for the archive, but what the JVM does with it at the end. */
    @Test
    void aStartIsRehearsedAndNothingOfItStays() throws Exception {
        Unpacked.Ran ran = unpacked.run(work, Map.of("JAVA_OPTS", "-Djava.io.tmpdir=" + work), "cds", "--rehearse");

        assertThat(ran).isEqualTo(new Unpacked.Ran(0, "Started, cancelled one, ended.\n"));
        assertThat(work).isEmptyDirectory();
    }

    /** {@code -Dbars.test.cds}: takes a minute or two. */
    @Test
    @EnabledIfSystemProperty(named = "bars.test.cds", matches = ".*")
    void theClassesOfAStartAreArchived() throws Exception {
        Unpacked.Ran ran = unpacked.run(work, Map.of(), "cds");

        assertThat(ran.output())
                .isEqualTo("Started, cancelled one, ended.\n" + unpacked.folder() + "/lib/bars-cancel.jsa\n");
        assertThat(program("--version")).contains(SHARED);
        Files.delete(unpacked.folder().resolve("lib/bars-cancel.jsa"));
    }

    @Test
    void jarsOfAVendorAreAdded() throws Exception {
        String vendors = Parcel.class.getName();
        String[] doctor = {
            "doctor",
            "--json",
            "--bars.provider.url=http://127.0.0.1:9/fhir",
            "--bars.home=" + work.resolve("home"),
            "--bars.broker.connection-factory=" + vendors
        };
        Unpacked.Ran ran = unpacked.run(work, Map.of(), doctor);
        assertThat(ran.output()).contains(vendors + ", which is not there");
        assertThat(ran.code()).as("the exit code of the command").isOne();

        Path jar = Files.createDirectory(work.resolve("vendor")).resolve("client.jar");
        String entry = vendors.replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            Files.copy(Path.of("target", "test-classes", entry), (OutputStream) out);
        }
        assertThat(unpacked.run(work, Map.of("LOADER_PATH", jar.getParent().toString()), doctor)
                        .output())
                .contains(vendors + ", which is no jakarta.jms.ConnectionFactory")
                .doesNotContain("which is not there");
    }

    /** Where the program's first class came from. */
    private String program(String... words) throws Exception {
        Path log = Files.createTempFile(work, "classes", ".log");
        assertThat(unpacked.run(work, Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + log), words)
                        .code())
                .isZero();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(" org.barscancel.BarsCancelApplication source:"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
