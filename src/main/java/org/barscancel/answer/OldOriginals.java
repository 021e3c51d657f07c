package org.barscancel.answer;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** OriginalFiles of days that are over for long: {@code archive/<yyyy-MM-dd>/<claim>-<name>}. */
final class OldOriginals implements PruningRule {
    private final Path archive;
    private final Instant before;
    private final KeptFiles kept;

    OldOriginals(Path archive, Instant before, KeptFiles kept) {
        this.archive = archive;
        this.before = before;
        this.kept = kept;
    }

    @Override
    public boolean enters(Path folder) {
        return archive.equals(folder.getParent()) && isOld(String.valueOf(folder.getFileName()));
    }

    @Override
    public Fate of(Path file, BasicFileAttributes attributes) {
        if (archive.equals(file.getParent())) {
            return Fate.STAYS;
        }
        String name = String.valueOf(file.getFileName());
        boolean isCsv = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        return kept.needsOriginal(name.substring(0, Math.max(0, name.indexOf('-'))), isCsv) ? Fate.NEEDED : Fate.GOES;
    }

    @Override
    public boolean goesWhenEmpty(Path folder) {
        return true;
    }

    /** A day is as old as its last moment. */
    private boolean isOld(String day) {
        try {
            return !LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .isAfter(before);
        } catch (DateTimeParseException noDay) {
            return false;
        }
    }
}
