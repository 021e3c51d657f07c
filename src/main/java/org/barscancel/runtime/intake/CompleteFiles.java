package org.barscancel.runtime.intake;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.barscancel.answer.FileOwner;
import org.barscancel.intake.StableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets through what is complete: ordinary files only (a link may lead anywhere, and reading a pipe would never end),
 * nothing named as unfinished, nothing that still changes.
 */
final class CompleteFiles implements GenericFileFilter<File> {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);

    private static final int MOST_NAMED = 1000;

    private final FileOwner owner;
    private final StableFiles stable;
    private final FileTroubles troubles;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    CompleteFiles(FileOwner owner, StableFiles stable, FileTroubles troubles) {
        this.owner = owner;
        this.stable = stable;
        this.troubles = troubles;
    }

    @Override
    public boolean accept(GenericFile<File> candidate) {
        if (!owner.isInCharge()) {
            return false;
        }
        // Camel's own spelling of the path turns a backslash, which a name may hold, into a slash.
        File file = candidate.getFile();
        String name = file.getName().toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp")) {
            return false;
        }
        if (!isOrdinary(file, candidate.isDirectory())) {
            return false;
        }
        return candidate.isDirectory()
                || (!troubles.rests(file) && stable.isStable(file.getPath(), file.length(), file.lastModified()));
    }

    private boolean isOrdinary(File file, boolean directory) {
        try {
            BasicFileAttributes kind =
                    Files.readAttributes(file.toPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (directory ? kind.isDirectory() : kind.isRegularFile()) {
                return true;
            }
            tell(file, "a link or device, which is not followed; put the file itself there");
        } catch (NoSuchFileException | InvalidPathException gone) {
            if (!isListed(file)) {
                return false;
            }
            tell(
                    file,
                    "a file whose name cannot be spelt in this system's locale; rename it, or start the program with"
                            + " LC_ALL=C.UTF-8");
        } catch (IOException unknown) {
            tell(file, "a file that cannot be looked at: " + unknown.getClass().getSimpleName());
        }
        return false;
    }

    /** A file that went away meanwhile is not; one whose name the system cannot spell is listed, and never found. */
    private static boolean isListed(File file) {
        String[] names = file.getParentFile().list();
        return names != null && Arrays.asList(names).contains(file.getName());
    }

    private void tell(File file, String what) {
        if (named.size() < MOST_NAMED && named.add(file.getPath())) {
            LOG.warn("The inbox holds {}", what);
        }
    }
}
