package org.barscancel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.barscancel.request.NhsNumber;
import org.junit.jupiter.api.Test;

class NhsNumberHashTest {
    private static final NhsNumber NUMBER = new NhsNumber("9693893123");

    /** Worked out with another program: printf 9693893123 | openssl dgst -sha256 -hmac 0123456789abcdef. */
    @Test
    void isAnHmacOfTheTenDigits() {
        assertThat(hash("0123456789abcdef").of(NUMBER))
                .isEqualTo("7ac857365e72c8587d99dbe2f532046dbdd5622671bf2adaa4e99f7ceb98310d");
    }

    @Test
    void differsWithTheKey() {
        assertThat(hash("0123456789abcdef").of(NUMBER))
                .isNotEqualTo(hash("0123456789abcdeF").of(NUMBER));
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> hash("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static NhsNumberHash hash(String key) {
        return new NhsNumberHash(key.getBytes(StandardCharsets.US_ASCII));
    }
}
