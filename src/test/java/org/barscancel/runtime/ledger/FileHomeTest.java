package org.barscancel.runtime.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.barscancel.runtime.start.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHomeTest {
    @TempDir
    Path folder;

    @Test
    void ofTwoThatShareAFolderOneWorksOnItUntilItEnds() throws Exception {
        FileHome first = new FileHome(folder, false);
        try (FileHome second = new FileHome(folder, false)) {
            assertThat(first.isInCharge()).isTrue();
            second.seek();
            assertThat(second.isInCharge()).isFalse();
            assertThat(second.answers(second.home())).isFalse();

            first.close();
            assertThat(first.isInCharge()).isFalse();
            second.seek();

            assertThat(second.isInCharge()).isTrue();
            assertThat(second.answers(first.home()))
                    .as("what the first one owed")
                    .isTrue();
        }
    }

    @Test
    void ofTwoFoldersEachAnswersItsOwn() throws Exception {
        try (FileHome one = new FileHome(folder.resolve("one"), true);
                FileHome other = new FileHome(folder.resolve("other"), true)) {
            assertThat(one.answers(one.home())).isTrue();
            assertThat(one.answers(other.home())).isFalse();
            assertThat(one.answers(null)).as("from before folders had names").isTrue();
        }
    }

    @Test
    void aFolderKeepsItsName() throws Exception {
        try (FileHome before = new FileHome(folder, true);
                FileHome after = new FileHome(folder, true)) {
            assertThat(after.home()).isEqualTo(before.home());
        }
        assertThat(Files.list(folder).map(file -> file.getFileName().toString()))
                .containsExactly("home.id");
    }

    @Test
    void refusesAFolderWhoseNameIsLost() throws Exception {
        Files.writeString(folder.resolve("home.id"), "");

        assertThatThrownBy(() -> new FileHome(folder, true))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("home.id");
    }
}
