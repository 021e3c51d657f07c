package org.barscancel.access;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** Callers by the names in their client certificates. That a certificate is trusted at all is settled by TLS before. */
public final class Certificates implements AuthenticationProvider {
    /** Email, DNS name and URI among the kinds of RFC 5280; the value of the others is no text. */
    private static final List<Integer> KINDS = List.of(1, 2, 6);

    private final List<Known> known;

    /** Sets up who is known. */
    public Certificates(Collection<Known> known) {
        this.known = List.copyOf(known);
    }

    /**
     * A certificate that is known by its names. Where both are given, both must be there.
     *
     * @param subject the whole subject; null = any
     * @param alternative one of its subject alternative names (DNS name, URI or email), to the letter; null = any
     * @param caller whose it is
     */
    public record Known(@Nullable X500Principal subject, @Nullable String alternative, Caller caller) {
        private boolean is(X509Certificate shown) {
            return (subject != null || alternative != null)
                    && (subject == null || subject.equals(shown.getSubjectX500Principal()))
                    && (alternative == null || alternatives(shown).contains(alternative));
        }
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        X509Certificate certificate = (X509Certificate) shown.getPrincipal();
        return known.stream()
                .filter(one -> one.is(certificate))
                .findFirst()
                .map(one -> new KnownCaller(one.caller()))
                .orElseThrow(() -> new BadCredentialsException("The client certificate is not known by its names."));
    }

    @Override
    public boolean supports(Class<?> type) {
        return PreAuthenticatedAuthenticationToken.class.isAssignableFrom(type);
    }

    private static List<String> alternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> KINDS.contains((Integer) name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
