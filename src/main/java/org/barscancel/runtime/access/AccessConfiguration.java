package org.barscancel.runtime.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.barscancel.BarsSettings;
import org.barscancel.access.Denials;
import org.barscancel.access.FormGuard;
import org.barscancel.access.SignIn;
import org.barscancel.access.SignedIn;
import org.barscancel.console.page.PageDenials;
import org.barscancel.runtime.http.BarsFormat;
import org.barscancel.runtime.http.BodyRefusals;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may come in, and the check that no door is open by accident. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    /** Behind the filter that sets the headers of every answer, and before bodies are read. */
    private static final int BEFORE_BODIES = -100;

    @Bean
    FilterRegistrationBean<SiteFilter> siteFilter(
            BarsSettings settings, ServerProperties server, BarsFormat barsFormat, ObjectMapper messageMapper) {
        FilterRegistrationBean<SiteFilter> site = new FilterRegistrationBean<>(new SiteFilter(
                SiteFilter.names(settings.access(), server.getAddress()), new BodyRefusals(messageMapper, barsFormat)));
        site.setOrder(BEFORE_BODIES - 1);
        return site;
    }

    @Bean
    Denials denials(BarsFormat barsFormat, ObjectMapper messageMapper, ObjectProvider<MeterRegistry> meters) {
        BodyRefusals refusals = new BodyRefusals(messageMapper, barsFormat);
        return (request, response, denial) -> {
            meters.getObject()
                    .counter("bars.calls.refused", "status", String.valueOf(denial.status()))
                    .increment();
            if (SignedIn.isForConsole(request)) {
                PageDenials.answer(request, response, denial);
            } else {
                refusals.denied(request, response, denial);
            }
        };
    }

    @Bean
    SignIn signIn(BarsSettings settings) {
        return new SignIn(settings.access().asksForCredentials(), AccessSetUp.keys(settings.access()));
    }

    /** Behind access control: who may not come in is told so first. */
    @Bean
    FilterRegistrationBean<Filter> formGuard(Denials denials) {
        FilterRegistrationBean<Filter> guard = new FilterRegistrationBean<>(FormGuard.of(denials));
        guard.setName("formGuard");
        guard.setOrder(BEFORE_BODIES + 2);
        guard.addUrlPatterns(SignedIn.CONSOLE, SignedIn.CONSOLE + "/*");
        return guard;
    }

    /** Before the guard, which looks for its token. */
    @Bean
    FilterRegistrationBean<UploadFilter> uploads() {
        FilterRegistrationBean<UploadFilter> uploads = new FilterRegistrationBean<>(new UploadFilter());
        uploads.setOrder(BEFORE_BODIES + 1);
        uploads.addUrlPatterns(SignedIn.CONSOLE + "/batches/upload");
        return uploads;
    }

    /** A cookie of the console's own pages, which no other site and no script sees. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> consoleSessions() {
        return server -> {
            Session session = server.getSession();
            session.setTimeout(SignedIn.IDLE);
            session.setPersistent(false);
            session.setTrackingModes(Set.of(Session.SessionTrackingMode.COOKIE));
            session.getCookie().setName("bars-console");
            session.getCookie().setPath(SignedIn.CONSOLE);
            session.getCookie().setHttpOnly(true);
            session.getCookie().setSameSite(SameSite.STRICT);
        };
    }

    @Bean
    FilterRegistrationBean<Filter> accessFilter(
            BarsSettings settings,
            SslBundles sslBundles,
            ScheduledExecutorService exchangeTimer,
            Denials denials,
            Clock clock) {
        FilterRegistrationBean<Filter> access = new FilterRegistrationBean<>();
        boolean asks = settings.access().asksForCredentials();
        access.setEnabled(asks);
        access.setFilter(
                asks
                        ? AccessSetUp.filter(settings.access(), sslBundles, exchangeTimer, denials, clock)
                        : (request, response, chain) -> chain.doFilter(request, response));
        access.setName("access");
        access.setOrder(BEFORE_BODIES);
        access.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return access;
    }
}
