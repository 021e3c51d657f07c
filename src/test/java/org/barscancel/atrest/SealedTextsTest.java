package org.barscancel.atrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SealedTextsTest {
    private static final String OLD = KeysGiven.line("2025", 1);
    private static final String NEW = KeysGiven.line("2026", 2);
    private static final String TEXT = "{\"nhsNumber\":\"9990000018\",\"name\":\"Zoë\"}";

    private final SealedTexts texts = new SealedTexts(KeysGiven.of(NEW, OLD));

    @Test
    void showsKindAndKeyAndNothingElse() throws SealedException {
        String sealed = texts.seal("cancellation", TEXT);

        assertThat(sealed).matches("bars-at-rest:1:cancellation:2026:[A-Za-z0-9+/]+=*");
        assertThat(SealedTexts.isSealed(sealed)).isTrue();
        assertThat(texts.open("cancellation", sealed)).isEqualTo(TEXT);
        assertThat(texts.seal("cancellation", TEXT)).as("another nonce").isNotEqualTo(sealed);
    }

    @Test
    void leavesATextThatIsNotEncryptedAsItIs() throws SealedException {
        assertThat(texts.open("cancellation", TEXT)).isEqualTo(TEXT);
        assertThat(KeysGiven.NO_TEXTS.seal("cancellation", TEXT)).isEqualTo(TEXT);
    }

    @Test
    void readsWhatAFormerKeyEncryptedAndEncryptsWithTheFirst() throws SealedException {
        String former = new SealedTexts(KeysGiven.of(OLD)).seal("events", TEXT);

        assertThat(texts.open("events", former)).isEqualTo(TEXT);
        assertThat(texts.seal("events", TEXT)).contains(":2026:");
    }

    @Test
    void onlyDecryptsWhenThatIsAskedFor() throws SealedException {
        SealedTexts decrypting = new SealedTexts(AtRestKeys.of(List.of(NEW), false));

        assertThat(decrypting.encrypts()).isFalse();
        assertThat(decrypting.seal("events", TEXT)).isEqualTo(TEXT);
        assertThat(decrypting.open("events", texts.seal("events", TEXT))).isEqualTo(TEXT);
    }

    @Test
    void namesAKeyThatIsMissing() {
        String sealed = texts.seal("events", TEXT);

        assertThatThrownBy(() -> new SealedTexts(KeysGiven.of(OLD)).open("events", sealed))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining("'2026'")
                .hasMessageContaining("bars.at-rest.keys");
    }

    @Test
    void refusesWhatWasChangedOrPassedOffAsAnotherKind() {
        String sealed = texts.seal("refusal", TEXT);
        char last = sealed.charAt(60);
        String changed = sealed.substring(0, 60) + (last == 'A' ? 'B' : 'A') + sealed.substring(61);

        for (String forged : List.of(
                changed,
                sealed.substring(0, sealed.length() - 8),
                sealed.replace(":refusal:", ":cancellation:"),
                sealed.replace(":2026:", ":2025:"),
                "bars-at-rest:1:refusal:2026:not Base64")) {
            assertThatThrownBy(
                            () -> texts.open(SealHeader.of(forged).orElseThrow().kind(), forged))
                    .isInstanceOf(SealedException.class)
                    .hasMessageNotContaining("9990000018");
        }
        assertThatThrownBy(() -> texts.open("cancellation", sealed)).isInstanceOf(SealedException.class);
    }

    @Test
    void refusesWhatIsNoKeyAndDoesNotShowIt() {
        for (String entry :
                List.of("2026:c2hvcnQtc2VjcmV0LWtleS1vZi0yNC1ieXRlcw==", NEW.substring(0, 40), "/no/such/file")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AtRestKeys.of(List.of(entry), true))
                    .withMessageNotContaining("c2hvcnQ")
                    .withMessageNotContaining("AgIC");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeysGiven.of(NEW, NEW))
                .withMessageContaining("2026");
    }
}
