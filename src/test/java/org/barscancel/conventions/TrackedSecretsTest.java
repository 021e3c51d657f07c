package org.barscancel.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No file of the project holds a secret. There is no scanner for it that Maven could fetch, so the patterns that scanners look
 * for stand here; what they find and is none stands in the list with its reason.
 */
class TrackedSecretsTest {
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", ".idea", ".settings");
    private static final long LARGEST = 2_000_000;

    private static final Map<String, Pattern> SHAPES = Map.of(
            "a private key", Pattern.compile("-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?=\\s*[A-Za-z0-9+/]{16})"),
            "an AWS key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            "a JWT", Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"),
            "a token of a forge", Pattern.compile("\\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20})\\b"),
            "a chat token", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            "a password in an address", Pattern.compile("\\b[a-z][a-z0-9+.-]*://[^/\\s:@{$<]+:[^/\\s:@{$<]+@"));

    /** A name that says secret, and a value to it. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:password|passwd|secret|api-?key|client-?secret|private-?key|token)[\"']?\\s*[:=]\\s*[\"']?"
                    + "([A-Za-z0-9+/_=-]{20,})");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/]{32,}={0,2}");

    /** Bits a character, above which a text of letters and digits is taken for random. English has some four, code less. */
    private static final double RANDOM = 4.6;

    /** What looks like one and is none, by a part of the line, with the reason. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry(
                    "whsec_c3ludGhldGljLWV4YW1wbGUta2V5LTAwMQ",
                    "the example of a callback's secret: 'synthetic-example-key-001'"),
            Map.entry(
                    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                    "the secret of the published example of Standard Webhooks"),
            Map.entry("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "the signature of that example"),
            Map.entry("http://user:pass%40word@127.0.0.1:", "an address with a password, as a test of how it is sent"),
            Map.entry("ftp://user:hush@pas/", "an address that is refused"),
            Map.entry("http://user:hush@pas/", "an address with a password, as a test of what is not shown"),
            Map.entry("postgresql://me:pass@db/bars", "an address with a password, as a test of what is removed"),
            Map.entry("http://localhost:8080@evil.example", "an origin that looks like another one"),
            Map.entry(
                    "eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjkifQ",
                    "a token's claims, an address of nobody: 'http://127.0.0.1:9'"));

    @Test
    void noFileHoldsASecret() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            found.addAll(in(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void eachShapeIsFound() {
        String random = "q7Zr2LxW9vKpT4mN" + "cB8yHs3Jd6FgA1Ue";
        assertThat(List.of(
                        "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
                        "AKIA" + "IOSFODNN7EXAMPLE",
                        "eyJhbGciOiJSUzUxMiJ9" + ".eyJpc3MiOiJ4In0xMjM" + ".c2lnbmF0dXJlLW9mLWl0",
                        "ghp_" + random + "abcd",
                        "xoxb-" + "1234567890-abc",
                        "amqp://user" + ":pass@broker",
                        "client-secret: " + random,
                        "x = \"" + random + random + "\""))
                .allSatisfy(text -> assertThat(in(Path.of("x"), text)).isNotEmpty());
    }

    @Test
    void everyExceptionIsStillNeeded() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files()) {
            if (!file.endsWith("TrackedSecretsTest.java")) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }

        assertThat(KNOWN.keySet().stream().filter(known -> texts.stream().noneMatch(text -> text.contains(known))))
                .isEmpty();
    }

    private static List<String> in(Path file, String text) {
        List<String> found = new ArrayList<>();
        SHAPES.forEach((what, shape) ->
                shape.matcher(withoutKnown(text)).results().forEach(result -> found.add(file + ": " + what)));
        withoutKnown(text).lines().forEach(line -> {
            NAMED.matcher(line)
                    .results()
                    .filter(named -> entropy(named.group(1)) > 4)
                    .forEach(named -> found.add(file + ": a value of a secret's name: " + line.strip()));
            WORD.matcher(line)
                    .results()
                    .filter(word -> entropy(word.group()) > RANDOM && mixed(word.group()))
                    .forEach(word -> found.add(file + ": a random text: " + word.group()));
        });
        return found;
    }

    /** Without what is known to be none. */
    private static String withoutKnown(String text) {
        String rest = text;
        for (String known : KNOWN.keySet()) {
            rest = rest.replace(known, "");
        }
        return rest;
    }

    private static boolean mixed(String text) {
        return text.chars().anyMatch(Character::isDigit)
                && text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase);
    }

    private static double entropy(String text) {
        return text.chars().boxed().collect(Collectors.groupingBy(c -> c, Collectors.counting())).values().stream()
                        .mapToDouble(
                                count -> -(double) count / text.length() * Math.log((double) count / text.length()))
                        .sum()
                / Math.log(2);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(""))) {
            return all.filter(path -> IntStream.range(0, path.getNameCount())
                            .noneMatch(i -> NOT_OURS.contains(path.getName(i).toString())))
                    .filter(Files::isRegularFile)
                    .filter(path -> path.toFile().length() < LARGEST)
                    .toList();
        }
    }
}
