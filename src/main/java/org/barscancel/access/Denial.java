package org.barscancel.access;

import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Why a call is not let in. It names what is missing, and nothing of the credential.
 *
 * @param status of HTTP: 401, 403 or 503
 * @param detail one sentence that names the fault
 * @param nextAction one sentence that says what to do
 */
public record Denial(int status, String detail, String nextAction) {
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final String SHOW = "Show one that the operator of this program has given you: " + ApiKeys.HEADER
            + ", Authorization: Bearer, or a client certificate, whichever is set up.";

    /** The caller is not known. */
    static Denial of(AuthenticationException failure) {
        if (failure instanceof AuthenticationCredentialsNotFoundException) {
            return new Denial(UNAUTHORISED, "The call shows no credential.", SHOW);
        }
        if (failure instanceof AuthenticationServiceException) {
            return new Denial(
                    UNAVAILABLE, "Tokens cannot be checked at present.", "Send the call again after Retry-After.");
        }
        if (failure.getCause() instanceof JwtValidationException invalid) {
            return new Denial(
                    UNAUTHORISED, "The token is not accepted: " + fault(invalid) + ".", "Get a token that is.");
        }
        String detail = failure instanceof BadCredentialsException
                ? String.valueOf(failure.getMessage())
                : "The token is not accepted: it cannot be read, or no key of its issuer has signed it.";
        return new Denial(UNAUTHORISED, detail, SHOW);
    }

    /** The caller is known, and may not do this. */
    static Denial of(AccessDeniedException denied) {
        String needed = denied instanceof AuthorizationDeniedException told
                        && told.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
                ? decision.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.joining(" or "))
                : "another";
        String role = KnownCaller.VIEW_ALL.equals(needed)
                ? "the role " + Role.VIEW.code() + " of a credential that is of no requester"
                : "the role " + needed;
        return new Denial(
                FORBIDDEN,
                "This call needs " + role + ", which the credential does not have.",
                "Use a credential that has it, or ask the operator of this program for it.");
    }

    private static String fault(JwtValidationException invalid) {
        String all = invalid.getErrors().stream()
                .map(error -> String.valueOf(error.getDescription()))
                .collect(Collectors.joining(" "));
        if (all.contains("expired")) {
            return "it has expired";
        }
        if (all.contains("used before")) {
            return "it is not valid yet";
        }
        if (all.contains("aud claim")) {
            return "it is not for this audience";
        }
        return all.contains("iss claim") ? "it is of another issuer" : "it is not valid";
    }
}
