package org.barscancel.runtime.intake;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.function.Predicate;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.barscancel.answer.FileOwner;

/** Lets through the claimed files that are to be handled now. */
final class ClaimedFiles implements GenericFileFilter<File> {
    private final FileOwner owner;
    private final FileTroubles troubles;
    private final Predicate<File> turn;

    ClaimedFiles(FileOwner owner, FileTroubles troubles) {
        this(owner, troubles, file -> true);
    }

    /** @param turn whether the next part of a file may be taken now; asked last */
    ClaimedFiles(FileOwner owner, FileTroubles troubles, Predicate<File> turn) {
        this.owner = owner;
        this.troubles = troubles;
        this.turn = turn;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return owner.isInCharge()
                && (file.isDirectory()
                        || (Files.isRegularFile(file.getFile().toPath(), LinkOption.NOFOLLOW_LINKS)
                                && !troubles.rests(file.getFile())
                                && turn.test(file.getFile())));
    }
}
