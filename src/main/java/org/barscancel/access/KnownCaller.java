package org.barscancel.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller whose credential was found right, as Spring Security takes it. */
final class KnownCaller extends AbstractAuthenticationToken {
    /** Of those who see everybody's results, beside {@link Role#VIEW}. */
    static final String VIEW_ALL = "view-all";

    private static final long serialVersionUID = 1L;

    private final Caller caller;

    KnownCaller(Caller caller) {
        super(authorities(caller));
        this.caller = caller;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(Caller caller) {
        List<String> names = new ArrayList<>();
        caller.roles().forEach(role -> names.add(role.code()));
        if (caller.seesAll()) {
            names.add(VIEW_ALL);
        }
        return AuthorityUtils.createAuthorityList(names);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnownCaller known && known.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
