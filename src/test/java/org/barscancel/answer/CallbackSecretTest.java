package org.barscancel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackSecretTest {
    private static final UUID ID = UUID.fromString("5f0c6a52-97bd-5d0e-9a4e-0f0f5a1b2c3d");
    private static final Instant AT = Instant.parse("2026-11-30T08:00:00.999Z");

    /** The example that is published with the libraries of Standard Webhooks. */
    @Test
    void signsAsStandardWebhooksDo() {
        CallbackSecret secret = CallbackSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.",
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everySecretSigns() {
        CallbackSecret one = CallbackSecret.parse("x".repeat(24));
        CallbackSecret other = CallbackSecret.parse("y".repeat(24));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(CallbackSecret.signatures(List.of(one, other), ID, AT, body).split(" "))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(signature -> signature.startsWith("v1,"))
                .startsWith("v1," + one.sign(ID + ".1796025600.", body));
    }

    @Test
    void idTimeAndBodyAreSigned() {
        List<CallbackSecret> secrets = List.of(CallbackSecret.parse("x".repeat(24)));
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(List.of(
                        CallbackSecret.signatures(secrets, ID, AT, body),
                        CallbackSecret.signatures(secrets, new UUID(1, 2), AT, body),
                        CallbackSecret.signatures(secrets, ID, AT.plusSeconds(1), body),
                        CallbackSecret.signatures(secrets, ID, AT, "[]".getBytes(StandardCharsets.UTF_8))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too-short", "whsec_", "whsec_c2hvcnQ=", "whsec_no base64 at all, and long enough"})
    void refusesWhatIsNoSecretAndDoesNotRepeatIt(String text) {
        assertThatThrownBy(() -> CallbackSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("must be .*")
                .satisfies(message -> assertThat(text.length() > 8 && message.contains(text.substring(6)))
                        .isFalse());
    }

    @Test
    void doesNotShowItself() {
        assertThat(CallbackSecret.parse("x".repeat(24))).hasToString("CallbackSecret");
    }
}
