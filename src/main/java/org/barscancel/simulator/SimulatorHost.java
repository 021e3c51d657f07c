package org.barscancel.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;

/** The simulator in a Tomcat of its own, on the loopback address, at the same paths as in the program. */
public final class SimulatorHost implements AutoCloseable {
    static {
        // As in the program's own server: JMX would show keys and passwords of its connections.
        Registry.disableRegistry();
    }

    private final Simulator simulator;
    private final Tomcat tomcat = new Tomcat();
    private final Path home;
    private final @Nullable Tls tls;

    /**
     * How it is connected to.
     *
     * @param keys a PKCS#12 store with its key, which it also trusts callers by
     * @param password of the store
     * @param asksForCertificate whether a caller must show a certificate that it trusts
     */
    public record Tls(Path keys, String password, boolean asksForCertificate) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[" + keys.getFileName() + "]";
        }
    }

    private SimulatorHost(Simulator simulator, Path home, @Nullable Tls tls) {
        this.simulator = simulator;
        this.home = home;
        this.tls = tls;
    }

    /**
     * Starts an empty simulator.
     *
     * @param port the port to listen on; 0 for any that is free
     * @param settings how it answers
     * @param clock tells when calls arrive and versions come to be
     * @throws IllegalStateException when the port is taken
     */
    public static SimulatorHost start(int port, SimulatorSettings settings, Clock clock) {
        return start(port, settings, clock, null);
    }

    /** Starts an empty, strict simulator on a free port, with the system's clock, that speaks TLS only. */
    public static SimulatorHost start(Tls tls) {
        return start(0, SimulatorSettings.strict(), Clock.systemUTC(), tls);
    }

    private static SimulatorHost start(int port, SimulatorSettings settings, Clock clock, @Nullable Tls tls) {
        try {
            SimulatorHost host =
                    new SimulatorHost(new Simulator(settings, clock), Files.createTempDirectory("bars-simulator"), tls);
            host.start(port);
            return host;
        } catch (IOException noDirectory) {
            throw new UncheckedIOException(noDirectory);
        }
    }

    /** Starts an empty, strict simulator on a free port, with the system's clock. */
    public static SimulatorHost start() {
        return start(0, SimulatorSettings.strict(), Clock.systemUTC());
    }

    /** The FHIR base of provider and registry, without a slash at the end. */
    public String baseUrl() {
        return controlUrl() + "/fhir";
    }

    /** What {@code /record}, {@code /faults}, {@code /appointments}, {@code /pointers} and {@code /seed} are appended to. */
    public String controlUrl() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:"
                + tomcat.getConnector().getLocalPort() + "/simulator";
    }

    /** What is simulated. */
    public Simulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        simulator.close();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException broken) {
            throw new IllegalStateException("The simulator did not stop", broken);
        } finally {
            delete(home);
        }
    }

    private void start(int port) {
        tomcat.setBaseDir(home.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        // Those that a fault holds back must not be missed by the others.
        connector.setProperty("maxThreads", "1000");
        connector.setThrowOnFailure(true);
        if (tls != null) {
            encrypt(connector, tls);
        }
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", home.toString());
        // Looks for leaks of class loaders, which there are none of here, and warns that it may not.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        Wrapper fhir = Tomcat.addServlet(context, "simulator-fhir", simulator.fhirServlet());
        fhir.setLoadOnStartup(1);
        context.addServletMappingDecoded("/simulator/fhir/*", "simulator-fhir");
        Tomcat.addServlet(context, "simulator-control", simulator.controlServlet());
        ControlServlet.PATHS.forEach(path -> context.addServletMappingDecoded(path, "simulator-control"));
        Tomcat.addServlet(context, "simulator-token", simulator.tokenServlet());
        context.addServletMappingDecoded("/simulator/token", "simulator-token");
        context.getPipeline().addValve(new BreakOff());
        try {
            tomcat.start();
        } catch (LifecycleException broken) {
            delete(home);
            throw new IllegalStateException("The simulator did not start on port " + port, broken);
        }
    }

    private static void encrypt(Connector connector, Tls tls) {
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        own.setCertificateKeystoreFile(tls.keys().toAbsolutePath().toString());
        own.setCertificateKeystorePassword(tls.password());
        host.addCertificate(own);
        host.setTrustStore(trusted(tls));
        host.setCertificateVerification(tls.asksForCertificate() ? "required" : "none");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
    }

    /** The certificates of the keys: Tomcat takes no key for an anchor of trust. */
    private static KeyStore trusted(Tls tls) {
        try {
            KeyStore keys =
                    KeyStore.getInstance(tls.keys().toFile(), tls.password().toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (String alias : Collections.list(keys.aliases())) {
                trusted.setCertificateEntry(alias, keys.getCertificate(alias));
            }
            return trusted;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalStateException("The keys cannot be read", unreadable);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
