package org.barscancel.runtime;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** An OAuth 2 authorisation server, as far as those see it that take its tokens. */
public final class Issuer implements AutoCloseable {
    public static final String AUDIENCE = "bars-cancel";

    private final RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();
    private final RSAKey other = new RSAKeyGenerator(2048).keyID("1").generate();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    public Issuer() throws Exception {
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        byte[] metadata =
                ("{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}").getBytes(StandardCharsets.UTF_8);
        server.createContext("/", call -> {
            byte[] body = call.getRequestURI().getPath().endsWith("/keys") ? keys : metadata;
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token that is right but for those claims, which take the place of the usual ones. */
    public String token(Map<String, Object> claims) throws Exception {
        return signed(key, claims);
    }

    /** The same, signed by somebody else. */
    public String forged(Map<String, Object> claims) throws Exception {
        return signed(other, claims);
    }

    /** The same, signed by nobody. */
    public String unsigned(Map<String, Object> claims) {
        return new PlainJWT(claims(claims)).serialize();
    }

    private String signed(RSAKey by, Map<String, Object> claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("1")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims(claims));
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private JWTClaimsSet claims(Map<String, Object> claims) {
        JWTClaimsSet.Builder all = new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject("a-client")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        claims.forEach(all::claim);
        return all.build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
