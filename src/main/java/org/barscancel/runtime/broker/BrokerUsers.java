package org.barscancel.runtime.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.barscancel.BarsSettings;
import org.barscancel.BarsSettings.Broker.User;
import org.barscancel.access.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;

/** The users of the embedded broker, of whose passwords only hashes are known. One of them is this program. */
public final class BrokerUsers implements ActiveMQSecurityManager5 {
    /** This program, by a name that no setting can have and a password that nobody sees. */
    static final String OURSELVES = "bars-cancel itself";

    static final String OUR_PASSWORD = secret();

    private static final int BYTES = 32;

    private final Map<String, User> users;

    BrokerUsers(Map<String, User> users) {
        this.users = new TreeMap<>(users);
    }

    /** A secret of this process. */
    static String secret() {
        return new Base64StringKeyGenerator(BYTES).generateKey();
    }

    /** Whom users send for, by their names; those that are of no requester are missing. */
    public static Map<String, String> requesters(BarsSettings.Broker broker) {
        Map<String, String> requesters = new HashMap<>();
        broker.users().forEach((name, user) -> {
            if (user.requester() != null) {
                requesters.put(name, user.requester());
            }
        });
        return requesters;
    }

    /** The role of one user alone. */
    static String roleOf(String user) {
        return "user " + user;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String name, @Nullable String password, RemotingConnection connection, String securityDomain) {
        if (name == null || password == null) {
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(name));
        if (OURSELVES.equals(name)) {
            subject.getPrincipals().add(new RolePrincipal(OURSELVES));
            return isSame(OUR_PASSWORD, password) ? subject : null;
        }
        User user = users.get(name);
        if (user == null || !isSame(user.hash(), ApiKeys.hash(password))) {
            return null;
        }
        subject.getPrincipals().add(new RolePrincipal(roleOf(name)));
        user.roles().forEach(role -> subject.getPrincipals().add(new RolePrincipal(role.code())));
        return subject;
    }

    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType checkType, String address) {
        return subject != null
                && roles.stream()
                        .anyMatch(role -> checkType.hasRole(role)
                                && subject.getPrincipals().contains(new RolePrincipal(role.getName())));
    }

    @Override
    public boolean validateUser(String user, String password) {
        throw new UnsupportedOperationException("Users are asked for by their subjects");
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        throw new UnsupportedOperationException("Users are asked for by their subjects");
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
