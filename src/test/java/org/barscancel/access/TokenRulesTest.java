package org.barscancel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class TokenRulesTest {
    private static final Map<Role, String> GRANTING =
            Map.of(Role.SUBMIT, "bars.submit", Role.VIEW, "bars.view", Role.OPERATE, "bars.operate");
    private static final String ALL = "bars.submit bars.view bars.operate";

    @Test
    void theScopeGrantsRolesByTheSettingsValuesOnly() {
        TokenRules rules = new TokenRules(null, GRANTING, null);

        assertThat(caller(rules, Map.of("scope", "bars.view submit operate")).roles())
                .containsExactly(Role.VIEW);
        assertThat(caller(rules, Map.of("scp", List.of("bars.submit"))).roles()).containsExactly(Role.SUBMIT);
        assertThat(caller(rules, Map.of("roles", List.of("bars.submit"))).roles())
                .isEmpty();
    }

    @Test
    void anotherClaimMayGrantThem() {
        Caller caller = caller(
                new TokenRules("roles", GRANTING, null),
                Map.of("roles", List.of("bars.operate"), "scope", "bars.submit"));

        assertThat(caller.roles()).containsExactly(Role.OPERATE);
        assertThat(caller.requester()).isNull();
    }

    @Test
    void aTokenOfARequesterDoesNotOperate() {
        Caller caller = caller(new TokenRules(null, GRANTING, "pas"), Map.of("scope", ALL, "pas", "north/pas-1"));

        assertThat(caller.requester()).isEqualTo("north/pas-1");
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.SUBMIT, Role.VIEW);
        assertThat(caller.seesAll()).isFalse();
    }

    @Test
    void aTokenThatShouldNameItsRequesterAndDoesNotOpensNothingOfOthers() {
        TokenRules rules = new TokenRules(null, GRANTING, "pas");

        assertThat(caller(rules, Map.of("scope", "bars.submit bars.view")).roles())
                .isEmpty();
        assertThat(caller(rules, Map.of("scope", ALL)).roles()).containsExactlyInAnyOrder(Role.VIEW, Role.OPERATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../pas-1", "/etc", "a//b", "a/../b", "pas 1", "a/b/c", ".hidden", "a/.b"})
    void aRequesterThatCouldBeNoFolderIsRefused(String name) {
        TokenRules rules = new TokenRules(null, GRANTING, "pas");

        assertThatThrownBy(() -> caller(rules, Map.of("scope", ALL, "pas", name)))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    private static Caller caller(TokenRules rules, Map<String, Object> claims) {
        Jwt.Builder token = Jwt.withTokenValue("t").header("alg", "RS256").subject("s");
        claims.forEach(token::claim);
        return ((KnownCaller) rules.convert(token.build())).caller();
    }
}
