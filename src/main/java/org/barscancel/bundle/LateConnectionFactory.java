package org.barscancel.bundle;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.function.Supplier;

/** One that is there before the broker is. */
final class LateConnectionFactory implements ConnectionFactory {
    private final Supplier<ConnectionFactory> real;

    LateConnectionFactory(Supplier<ConnectionFactory> real) {
        this.real = real;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return real.get().createConnection();
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return real.get().createConnection(user, password);
    }

    @Override
    public JMSContext createContext() {
        return real.get().createContext();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return real.get().createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        return real.get().createContext(user, password, mode);
    }

    @Override
    public JMSContext createContext(int mode) {
        return real.get().createContext(mode);
    }
}
