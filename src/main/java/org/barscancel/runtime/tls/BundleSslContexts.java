package org.barscancel.runtime.tls;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;
import org.springframework.boot.ssl.SslBundle;

/**
 * Gives Artemis the SSL bundles of Spring's, which it would otherwise read from stores of its own settings. A bundle goes by
 * a name of this program's own in place of a store's path. Artemis finds this class as a service.
 */
public final class BundleSslContexts extends DefaultSSLContextFactory {
    private static final String SCHEME = "bundle:";
    private static final int BEFORE_OTHERS = 20;
    private static final Map<String, Supplier<SslBundle>> BUNDLES = new ConcurrentHashMap<>();

    /** A path that stands for a bundle, which is asked for anew for each context. */
    public static String path(Supplier<SslBundle> bundle) {
        String path = SCHEME + UUID.randomUUID();
        BUNDLES.put(path, bundle);
        return path;
    }

    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options) throws Exception {
        String path = config.getKeystorePath();
        Supplier<SslBundle> bundle = path == null ? null : BUNDLES.get(path);
        return bundle == null
                ? super.getSSLContext(config, options)
                : bundle.get().createSslContext();
    }

    @Override
    public int getPriority() {
        return BEFORE_OTHERS;
    }
}
