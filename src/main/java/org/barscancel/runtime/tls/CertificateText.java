package org.barscancel.runtime.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person needs to know a certificate again. All of it is public; what others wrote is bounded to one line. */
public final class CertificateText {
    private static final int LONGEST = 200;
    private static final int MOST_NAMES = 5;

    private CertificateText() {}

    /** Subject, issuer, serial number, when it is good, and for which hosts. */
    public static String of(X509Certificate certificate) {
        return "subject " + bounded(certificate.getSubjectX500Principal().getName()) + ", issuer "
                + bounded(certificate.getIssuerX500Principal().getName()) + ", serial number "
                + bounded(certificate.getSerialNumber().toString(16)) + ", valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant() + hosts(certificate);
    }

    /** Until when it is good. */
    public static Instant until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    /** Subjects of some. */
    static String subjects(X509Certificate[] certificates) {
        List<X509Certificate> all = List.of(certificates);
        return all.stream()
                        .limit(MOST_NAMES)
                        .map(one -> bounded(one.getSubjectX500Principal().getName()))
                        .collect(Collectors.joining("; "))
                + (all.size() > MOST_NAMES ? "; and " + (all.size() - MOST_NAMES) + " more" : "");
    }

    private static String hosts(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream()
                            .map(name -> name.get(1))
                            .filter(Objects::nonNull)
                            .limit(MOST_NAMES)
                            .map(name -> bounded(name.toString()))
                            .collect(Collectors.joining(", ", ", for ", ""));
        } catch (CertificateParsingException unreadable) {
            return ", for names that cannot be read";
        }
    }

    private static String bounded(String text) {
        String line = text.replaceAll("[^ -~]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
