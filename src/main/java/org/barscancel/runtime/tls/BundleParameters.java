package org.barscancel.runtime.tls;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.CipherSuitesParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * An SSL bundle of Spring's as Camel takes it, with all it says: keys, trust, and the protocols and ciphers it allows. A
 * context by itself knows nothing of the last two, so what is made of it is set up by Camel's own means. Followed when the
 * bundle's files change; protocols and ciphers stand in no file of its.
 */
public final class BundleParameters extends SSLContextParameters {
    private static final Logger LOG = LoggerFactory.getLogger(BundleParameters.class);

    private final String name;
    private volatile SSLContext now;

    /**
     * @param bundles all bundles
     * @param name of the one to take
     * @throws NoSuchSslBundleException when there is none of that name
     */
    public BundleParameters(SslBundles bundles, String name) {
        SslBundle bundle = bundles.getBundle(name);
        this.name = name;
        this.now = bundle.createSslContext();
        SslOptions options = bundle.getOptions();
        if (options.getCiphers() != null) {
            CipherSuitesParameters ciphers = new CipherSuitesParameters();
            ciphers.setCipherSuite(List.of(options.getCiphers()));
            setCipherSuites(ciphers);
        }
        if (options.getEnabledProtocols() != null) {
            SecureSocketProtocolsParameters protocols = new SecureSocketProtocolsParameters();
            protocols.setSecureSocketProtocol(List.of(options.getEnabledProtocols()));
            setSecureSocketProtocols(protocols);
        }
        bundles.addBundleUpdateHandler(name, this::changed);
    }

    /** What cannot be read must not close the door: what was shown before is shown on. */
    private void changed(SslBundle bundle) {
        try {
            now = bundle.createSslContext();
            LOG.info("The files of ssl bundle '{}' have changed; new MLLP connections are made by them", name);
        } catch (RuntimeException unreadable) {
            LOG.warn(
                    "The files of ssl bundle '{}' have changed and cannot be used ({}); MLLP connections are made by the"
                            + " former ones until they are mended",
                    name,
                    unreadable.getClass().getSimpleName());
        }
    }

    @Override
    public SSLContext createSSLContext(CamelContext camel) {
        setCamelContext(camel);
        SSLContext context = FollowedContext.of(() -> now);
        return new SSLContextDecorator(new SSLContextSpiDecorator(
                context,
                getSSLEngineConfigurers(context),
                getSSLSocketFactoryConfigurers(context),
                getSSLServerSocketFactoryConfigurers(context)));
    }
}
