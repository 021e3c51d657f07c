package org.barscancel.credentials;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Collections;
import java.util.Locale;
import org.barscancel.bars.NoCredentialsException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** Reads the private key that signs assertions. Each time anew, so that a key that is replaced is used without a restart. */
final class SigningKey {
    private SigningKey() {}

    /**
     * The key as Spring Security's client takes it.
     *
     * @throws NoCredentialsException when there is no RSA key that can be read
     */
    static JWK read(TokenClient.Signing signing) throws NoCredentialsException {
        try {
            PrivateKey key = privateKey(signing.key(), signing.keyPassword());
            if (!(key instanceof RSAPrivateCrtKey rsa)) {
                throw unusable(signing, "it is not an RSA key with its public part");
            }
            RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            return new RSAKey.Builder(open)
                    .privateKey(rsa)
                    .keyID(signing.keyId())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.parse(signing.algorithm()))
                    .build();
        } catch (IOException | UncheckedIOException unreadable) {
            if (unreadable instanceof NoCredentialsException told) {
                throw told;
            }
            throw unusable(
                    signing, "it cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        } catch (GeneralSecurityException | IllegalStateException | IllegalArgumentException unfit) {
            throw unusable(
                    signing,
                    "it is no key that can be opened (" + unfit.getClass().getSimpleName() + ")");
        }
    }

    private static @Nullable PrivateKey privateKey(String key, @Nullable String password)
            throws IOException, GeneralSecurityException {
        if (PemContent.isPresentInText(key)) {
            return PemContent.of(key).getPrivateKey(password);
        }
        Path file = Path.of(key);
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx")
                ? fromKeyStore(file, password)
                : PemContent.of(Files.readString(file)).getPrivateKey(password);
    }

    private static @Nullable PrivateKey fromKeyStore(Path file, @Nullable String password)
            throws IOException, GeneralSecurityException {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, secret);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, secret) instanceof PrivateKey key) {
                return key;
            }
        }
        return null;
    }

    private static NoCredentialsException unusable(TokenClient.Signing signing, String why) {
        return new NoCredentialsException("The signing key " + place(signing.key()) + " cannot be used: " + why, true);
    }

    /** The file's name, when it is one; anything else may be the key itself. */
    private static String place(String key) {
        try {
            Path file = Path.of(key);
            return Files.isRegularFile(file) ? "'" + file.getFileName() + "'" : "(no file of that name, nor PEM text)";
        } catch (InvalidPathException text) {
            return "(given as text)";
        }
    }
}
