package org.barscancel.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NameBasedUuidTest {
    @Test
    void neverChangesForTheSameFields() {
        assertThat(NameBasedUuid.of("cancellation", "pas-1", "4711"))
                .isEqualTo(UUID.fromString("8fa4afad-4bac-5ffd-b783-b6c423b3e035"));
    }

    @Test
    void isAUuidOfVersionFive() {
        UUID id = NameBasedUuid.of("kind", "field");

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void keepsKindsApart() {
        assertThat(NameBasedUuid.of("write", "x")).isNotEqualTo(NameBasedUuid.of("correlation", "x"));
    }

    @Test
    void tellsNothingFromEmpty() {
        assertThat(NameBasedUuid.of("kind", (String) null)).isNotEqualTo(NameBasedUuid.of("kind", ""));
    }

    @Test
    void tellsBrokenSurrogatesApart() {
        assertThat(NameBasedUuid.of("kind", "\uD800")).isNotEqualTo(NameBasedUuid.of("kind", "\uD801"));
    }

    @Test
    void digestsBytesAsHexadecimalText() {
        assertThat(NameBasedUuid.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Property
    void isTheSameForTheSameFieldsOnly(@ForAll List<String> one, @ForAll List<String> other) {
        UUID ofOne = NameBasedUuid.of("kind", one.toArray(String[]::new));
        UUID ofOther = NameBasedUuid.of("kind", other.toArray(String[]::new));

        assertThat(ofOne.equals(ofOther)).isEqualTo(one.equals(other));
    }

    @Property
    void doesNotDependOnWhereFieldsAreParted(@ForAll String left, @ForAll String right) {
        assertThat(NameBasedUuid.of("kind", left, "", right)).isNotEqualTo(NameBasedUuid.of("kind", left + right));
    }
}
