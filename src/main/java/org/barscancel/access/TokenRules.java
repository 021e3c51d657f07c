package org.barscancel.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Makes a caller of a token that was found right. Where tokens are to name their requester, one that does may not operate,
 * and one that does not may not submit, and sees results only as somebody who operates: a claim that is missing must not
 * open what belongs to others.
 */
public final class TokenRules implements Converter<Jwt, AbstractAuthenticationToken> {
    private final JwtGrantedAuthoritiesConverter values = new JwtGrantedAuthoritiesConverter();
    private final Map<Role, String> granting;
    private final @Nullable String requesterClaim;

    /**
     * Sets up the rules.
     *
     * @param rolesClaim the claim that grants roles, a list or a text with blanks between; null = {@code scope} or
     *     {@code scp}
     * @param granting the claim's value for each role
     * @param requesterClaim the claim that names the requester; null = tokens are of no requester
     */
    public TokenRules(@Nullable String rolesClaim, Map<Role, String> granting, @Nullable String requesterClaim) {
        this.granting = Map.copyOf(granting);
        this.requesterClaim = requesterClaim;
        values.setAuthorityPrefix("");
        if (rolesClaim != null) {
            values.setAuthoritiesClaimName(rolesClaim);
        }
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Collection<String> granted = Objects.requireNonNull(values.convert(token)).stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        granting.forEach((role, value) -> {
            if (granted.contains(value)) {
                roles.add(role);
            }
        });
        String requester = requester(token);
        if (requesterClaim != null && requester == null) {
            roles.remove(Role.SUBMIT);
            if (!roles.contains(Role.OPERATE)) {
                roles.remove(Role.VIEW);
            }
        } else if (requesterClaim != null) {
            roles.remove(Role.OPERATE);
        }
        String subject = token.getSubject();
        return new KnownCaller(new Caller(subject == null ? "a token" : subject, requester, roles));
    }

    private @Nullable String requester(Jwt token) {
        Object claim = requesterClaim == null ? null : token.getClaim(requesterClaim);
        if (claim == null) {
            return null;
        }
        if (!(claim instanceof String name) || !name.matches(Caller.REQUESTER)) {
            throw new InvalidBearerTokenException("The token's requester is no name of one.");
        }
        return name;
    }
}
