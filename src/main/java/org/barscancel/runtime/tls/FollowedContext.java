package org.barscancel.runtime.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Stands for whatever context there is now: who keeps one for as long as it listens shows new certificates by it. What has
 * shaken hands goes on as it is.
 */
final class FollowedContext extends SSLContext {
    private FollowedContext(Supplier<SSLContext> now, SSLContext first) {
        super(new Spi(now), first.getProvider(), first.getProtocol());
    }

    /** @param now asked for each engine and factory */
    static SSLContext of(Supplier<SSLContext> now) {
        return new FollowedContext(now, now.get());
    }

    private static final class Spi extends SSLContextSpi {
        private final Supplier<SSLContext> now;

        Spi(Supplier<SSLContext> now) {
            this.now = now;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("The context that is followed is set up already");
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return now.get().createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return now.get().createSSLEngine(host, port);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return now.get().getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return now.get().getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return now.get().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return now.get().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return now.get().getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return now.get().getSupportedSSLParameters();
        }
    }
}
