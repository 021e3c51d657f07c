package org.barscancel.credentials;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.barscancel.atrest.OwnerOnly;

/**
 * {@code key <kid> <file>}: makes a key pair for signed assertions (R20). The private key goes into a PEM file that only
 * its owner may read; the JWKS to register is printed.
 */
public final class KeyCommand {
    private static final int BITS = 4096;
    private static final int PEM_LINE = 64;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private KeyCommand() {}

    /**
     * Runs the command.
     *
     * @param kid the key's id: 1 to 100 letters, digits, dots, hyphens, underscores
     * @param file where the private key goes; it must not be there yet
     * @param out where the JWKS goes
     * @param error where it is said what is wrong
     * @return 0, or 2 when nothing was made
     */
    public static int run(String kid, Path file, PrintStream out, PrintStream error) {
        return run(kid, file, BITS, out, error);
    }

    static int run(String kid, Path file, int bits, PrintStream out, PrintStream error) {
        if (!KEY_ID.matcher(kid).matches()) {
            error.println("A key's id is made of letters, digits and ._-, for example:"
                    + " key bars-1 /etc/bars-cancel/bars-1.pem");
            return 2;
        }
        try {
            RSAKey key = new RSAKeyGenerator(bits)
                    .keyID(kid)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS512)
                    .generate();
            OwnerOnly.write(file, pem(key.toRSAPrivateKey().getEncoded()).getBytes(StandardCharsets.US_ASCII));
            out.println(JSONObjectUtils.toJSONString(new JWKSet(key).toJSONObject(true)));
            return 0;
        } catch (FileAlreadyExistsException there) {
            error.println(file + " is there already; a key is never written over.");
        } catch (IOException | JOSEException failed) {
            error.println("No key was made: " + failed);
        }
        return 2;
    }

    private static String pem(byte[] pkcs8) {
        String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(pkcs8);
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }
}
