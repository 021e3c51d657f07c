package org.barscancel.answer;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Removes what is old below a folder, one by one. No link is followed, and what cannot be removed stops nothing. */
final class OldFiles extends SimpleFileVisitor<Path> {
    private final Path root;
    private final PruningRule rule;
    private final BooleanSupplier goOn;
    private PrunedFiles pruned = PrunedFiles.NONE;

    private OldFiles(Path root, PruningRule rule, BooleanSupplier goOn) {
        this.root = root;
        this.rule = rule;
        this.goOn = goOn;
    }

    /** Looks at a folder and all below it; the folder itself stays, and need not be there. */
    static PrunedFiles prune(Path folder, PruningRule rule, BooleanSupplier goOn) {
        OldFiles files = new OldFiles(folder, rule, goOn);
        try {
            Files.walkFileTree(folder, files);
        } catch (IOException unreadable) {
            files.failed(unreadable);
        }
        return files.pruned;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (!goOn.getAsBoolean()) {
            return FileVisitResult.TERMINATE;
        }
        return folder.equals(root) || rule.enters(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!goOn.getAsBoolean()) {
            return FileVisitResult.TERMINATE;
        }
        PruningRule.Fate fate = attributes.isRegularFile() ? rule.of(file, attributes) : PruningRule.Fate.STAYS;
        if (fate == PruningRule.Fate.NEEDED) {
            pruned = pruned.andKept();
        } else if (fate == PruningRule.Fate.GOES) {
            remove(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        failed(why);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException broken) {
        if (broken != null) {
            failed(broken);
            return FileVisitResult.CONTINUE;
        }
        try {
            if (!folder.equals(root) && rule.goesWhenEmpty(folder)) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException filled) {
            // It stays.
        } catch (IOException why) {
            failed(why);
        }
        return FileVisitResult.CONTINUE;
    }

    private void remove(Path file) {
        try {
            delete(file);
            for (Path next : rule.after(file)) {
                delete(next);
            }
        } catch (IOException why) {
            failed(why);
        }
    }

    private void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            pruned = pruned.andRemoved();
        }
    }

    /** What somebody else took away meanwhile is nobody's trouble. */
    private void failed(IOException why) {
        if (!(why instanceof NoSuchFileException)) {
            pruned = pruned.andFailed(why);
        }
    }
}
