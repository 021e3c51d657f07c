package org.barscancel.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Lets through the claimed files that are to be handled now. */
final class ClaimedFiles implements GenericFileFilter<File> {
    private final FileTroubles troubles;

    ClaimedFiles(FileTroubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return file.isDirectory()
                || (Files.isRegularFile(file.getFile().toPath(), LinkOption.NOFOLLOW_LINKS)
                        && !troubles.rests(file.getFile()));
    }
}
