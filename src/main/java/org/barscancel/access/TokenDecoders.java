package org.barscancel.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestOperations;

/** Reads and checks tokens: signature, issuer, audience and times. */
public final class TokenDecoders {
    /** Access tokens of RFC 9068, and those whose issuer does not say what they are. */
    private static final DefaultJOSEObjectTypeVerifier<com.nimbusds.jose.proc.SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(
                    JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null);

    private TokenDecoders() {}

    /**
     * Makes a decoder. Nothing is fetched before the first token comes.
     *
     * @param issuer {@code iss} of its tokens, to the letter
     * @param jwkSet where its keys are; null = as its metadata say, which lie at the issuer's address
     * @param audiences one of them must stand in {@code aud}
     * @param fetching fetches keys
     */
    public static JwtDecoder of(
            String issuer, @Nullable String jwkSet, Set<String> audiences, RestOperations fetching) {
        SupplierJwtDecoder decoder = new SupplierJwtDecoder(() -> decoder(issuer, jwkSet, audiences, fetching));
        return token -> {
            try {
                return decoder.decode(token);
            } catch (JwtDecoderInitializationException unreachable) {
                throw new JwtException("The issuer's keys cannot be had", unreachable);
            }
        };
    }

    private static JwtDecoder decoder(
            String issuer, @Nullable String jwkSet, Set<String> audiences, RestOperations fetching) {
        JwkSetUriJwtDecoderBuilder builder =
                jwkSet == null ? NimbusJwtDecoder.withIssuerLocation(issuer) : NimbusJwtDecoder.withJwkSetUri(jwkSet);
        Consumer<Set<SignatureAlgorithm>> all =
                algorithms -> algorithms.addAll(Arrays.asList(SignatureAlgorithm.values()));
        NimbusJwtDecoder decoder = builder.restOperations(fetching)
                .jwsAlgorithms(all)
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(TYPES))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD,
                        given -> given != null && List.copyOf(given).stream().anyMatch(audiences::contains))));
        return decoder;
    }
}
