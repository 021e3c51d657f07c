package org.barscancel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * API keys, of which only hashes are known. A key is 32 random bytes, so there is nothing to guess, and its SHA-256 is as
 * good as any slow hash.
 */
public final class ApiKeys implements AuthenticationProvider {
    /** The header that carries a key. */
    public static final String HEADER = "X-API-Key";

    private final List<Known> known;

    /**
     * Sets up the keys.
     *
     * @param known none: no key is right
     */
    public ApiKeys(Collection<Known> known) {
        this.known = List.copyOf(known);
    }

    /**
     * A key that is right.
     *
     * @param hash SHA-256 of the key, as 64 hexadecimal digits
     * @param caller whose it is
     */
    public record Known(String hash, Caller caller) {
        private boolean is(byte[] shown) {
            return MessageDigest.isEqual(HexFormat.of().parseHex(hash), shown);
        }
    }

    /** The hash of a key, as settings hold it. */
    public static String hash(String key) {
        return HexFormat.of().formatHex(sha256(key));
    }

    /** Compares with each, however early one fits: the time it takes tells nothing. */
    @Override
    public Authentication authenticate(Authentication shown) {
        byte[] hash = sha256(String.valueOf(shown.getCredentials()));
        Caller caller = null;
        for (Known one : known) {
            if (one.is(hash)) {
                caller = one.caller();
            }
        }
        return new KnownCaller(found(caller));
    }

    private static Caller found(@Nullable Caller caller) {
        if (caller == null) {
            throw new BadCredentialsException("The API key is not known.");
        }
        return caller;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JVM has SHA-256", impossible);
        }
    }
}
