package org.barscancel.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.barscancel.intake.StableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets through what is complete: no symbolic link (it may lead anywhere), nothing named as unfinished, nothing that still
 * changes.
 */
final class CompleteFiles implements GenericFileFilter<File> {
    private static final Logger LOG = LoggerFactory.getLogger(CompleteFiles.class);

    private static final int MOST_LINKS_NAMED = 1000;

    private final StableFiles stable;
    private final Set<String> linksNamed = ConcurrentHashMap.newKeySet();

    CompleteFiles(StableFiles stable) {
        this.stable = stable;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = Path.of(file.getAbsoluteFilePath());
        if (Files.isSymbolicLink(path)) {
            nameLink(path);
            return false;
        }
        String name = file.getFileNameOnly().toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp")) {
            return false;
        }
        return file.isDirectory()
                || stable.isStable(file.getAbsoluteFilePath(), file.getFileLength(), file.getLastModified());
    }

    private void nameLink(Path path) {
        if (linksNamed.size() < MOST_LINKS_NAMED && linksNamed.add(path.toString())) {
            LOG.warn("The inbox holds a symbolic link, which is not followed; put the file itself there");
        }
    }
}
