package org.barscancel.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that were taken long ago and could not be read, each with the reason why beside it. Their claim tells when. */
final class OldRejects implements PruningRule {
    private static final Pattern CLAIM = Pattern.compile("((?:http)?(\\d{8}T\\d{9})[0-9a-f]{8}-)(.*)", Pattern.DOTALL);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS");

    private final Instant before;

    OldRejects(Instant before) {
        this.before = before;
    }

    @Override
    public Fate of(Path file, BasicFileAttributes attributes) {
        String name = String.valueOf(file.getFileName());
        Matcher claim = CLAIM.matcher(name);
        if (!claim.matches() || !isOld(claim.group(2))) {
            return Fate.STAYS;
        }
        return name.endsWith(ErrorFiles.ERROR) && explains(file, name) ? Fate.STAYS : Fate.GOES;
    }

    /** The reason goes with its file. */
    @Override
    public List<Path> after(Path file) {
        Matcher claim = CLAIM.matcher(String.valueOf(file.getFileName()));
        return claim.matches()
                ? List.of(file.resolveSibling(Folder.fitting(claim.group(1), claim.group(3), ErrorFiles.ERROR)))
                : List.of();
    }

    @Override
    public boolean goesWhenEmpty(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(before);
    }

    private static boolean explains(Path file, String name) {
        return Files.exists(
                file.resolveSibling(name.substring(0, name.length() - ErrorFiles.ERROR.length())),
                LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isOld(String stamp) {
        try {
            return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC).isBefore(before);
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }
}
