package org.barscancel.runtime.access;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.barscancel.BarsSettings;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditKey;
import org.barscancel.audit.AuditTrail;
import org.barscancel.audit.KnownSettings;
import org.barscancel.console.ReadsRecorded;
import org.barscancel.ledger.NhsHashKey;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.start.HomeLock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The record of who did what. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    /** The program's home is locked first: a chain has one writer. */
    @Bean
    AuditKey auditKey(BarsSettings settings, HomeLock homeLock) throws IOException {
        String given = settings.audit().key();
        return given != null
                ? AuditKey.of(given)
                : new AuditKey(
                        NhsHashKey.loadOrCreate(HomeFolders.home(settings).resolve("audit.key"), null));
    }

    @Bean
    AuditTrail auditTrail(BarsSettings settings, AuditKey auditKey, Clock clock) {
        return new AuditTrail(folder(settings), auditKey, clock);
    }

    @Bean
    AuditLife auditLife(BarsSettings settings, AuditTrail auditTrail, AuditKey auditKey, Environment environment) {
        return new AuditLife(auditTrail, new KnownSettings(folder(settings), auditKey), environment);
    }

    @Bean
    ArrivalAudit arrivalAudit(Audit audit) {
        return new ArrivalAudit(audit);
    }

    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter() {
        FilterRegistrationBean<CallerFilter> filter = new FilterRegistrationBean<>(new CallerFilter());
        filter.setOrder(CallerFilter.ORDER);
        return filter;
    }

    @Bean
    WebMvcConfigurer readsRecorded(Audit audit) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ReadsRecorded(audit));
            }
        };
    }

    @Bean
    MeterBinder auditMeters(AuditTrail auditTrail) {
        return registry -> FunctionCounter.builder("bars.audit.missed", auditTrail, AuditTrail::missed)
                .description("Records that could not be written")
                .register(registry);
    }

    private static Path folder(BarsSettings settings) {
        return HomeFolders.home(settings).resolve("audit");
    }
}
