package org.barscancel.runtime.broker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.security.Role;
import org.barscancel.BarsSettings;

/**
 * What users may do on the embedded broker. Who may submit sends requests and reads answers, on temporary queues and on
 * those that begin with {@code answers.} and the user's name; who may view subscribes to the outcomes; who may operate may
 * do everything. Of several rules for an address, Artemis takes the one that names it most closely, and no other.
 */
final class BrokerRights {
    private static final String SUBMIT = org.barscancel.access.Role.SUBMIT.code();
    private static final String VIEW = org.barscancel.access.Role.VIEW.code();
    private static final String OPERATE = org.barscancel.access.Role.OPERATE.code();

    private final Map<String, Set<Role>> rules = new HashMap<>();

    private BrokerRights() {}

    /** Closes the broker to everybody but its users. */
    static void set(Configuration configuration, BarsSettings settings) {
        BrokerRights rights = new BrokerRights();
        BarsSettings.Queues queues = settings.queue();
        // Queues whose name nobody can guess: those that clients make to be answered on.
        rights.rule("#", temporary(SUBMIT), temporary(VIEW));
        // What ends so is the address before it too.
        new InternalQueues(queues).names().forEach(name -> rights.rule(name + ".#"));
        List.of("bars.#", "activemq.#", "$sys.#", "answers.#").forEach(rights::rule);
        rights.rule(queues.cancellations(), sending(SUBMIT));
        rights.rule(queues.outcomes(), subscribing(VIEW));
        settings.broker().users().keySet().forEach(user -> {
            rights.rule("answers." + user, everything(BrokerUsers.roleOf(user)));
            rights.rule("answers." + user + ".#", everything(BrokerUsers.roleOf(user)));
        });
        configuration.setSecurityEnabled(true).setSecurityRoles(rights.rules);
        // Artemis has a user of its own for clusters, with a password that everybody knows.
        configuration.setClusterPassword(BrokerUsers.secret());
        configuration.setPopulateValidatedUser(true);
    }

    private void rule(String address, Role... roles) {
        Set<Role> all = new HashSet<>(Set.of(roles));
        all.add(everything(OPERATE));
        all.add(everything(BrokerUsers.OURSELVES));
        rules.put(address, all);
    }

    private static Role everything(String who) {
        return new Role(who, true, true, true, true, true, true, false, true, true, true, false, false);
    }

    private static Role sending(String who) {
        return new Role(who, true, false, false, false, false, false, false, false, false, false, false, false);
    }

    private static Role subscribing(String who) {
        return new Role(who, false, true, true, true, true, true, false, false, false, false, false, false);
    }

    private static Role temporary(String who) {
        return new Role(who, false, true, false, false, true, true, false, false, true, true, false, false);
    }
}
