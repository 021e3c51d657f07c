package org.barscancel.runtime.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.barscancel.BarsSettings;
import org.barscancel.atrest.SealedFiles;
import org.barscancel.audit.Audit;
import org.barscancel.console.page.BulkLists;
import org.barscancel.console.page.DoctorRuns;
import org.barscancel.console.page.FarSideStates;
import org.barscancel.console.page.Rehearsing;
import org.barscancel.console.page.Replaying;
import org.barscancel.doctor.Examination;
import org.barscancel.doctor.Finding;
import org.barscancel.intake.CalledFiles;
import org.barscancel.intake.Claims;
import org.barscancel.intake.RehearsedLists;
import org.barscancel.ledger.Ledger;
import org.barscancel.ledger.LedgerOverview;
import org.barscancel.ledger.LedgerPages;
import org.barscancel.ledger.LedgerQueries;
import org.barscancel.runtime.circuit.Circuits;
import org.barscancel.runtime.delivery.Receivers;
import org.barscancel.runtime.doctor.DoctorChecks;
import org.barscancel.runtime.doctor.DoctorSubject;
import org.barscancel.runtime.farside.FarSides;
import org.barscancel.runtime.farside.Identities;
import org.barscancel.runtime.http.HttpFiled;
import org.barscancel.runtime.http.Spool;
import org.barscancel.runtime.replay.DiscardOneCall;
import org.barscancel.runtime.replay.ReplayGroupCall;
import org.barscancel.runtime.replay.ReplayOneCall;
import org.barscancel.runtime.replay.ResubmitCall;
import org.barscancel.runtime.start.DemoProfile;
import org.barscancel.runtime.start.HomeFolders;
import org.barscancel.runtime.steering.Doors;
import org.barscancel.runtime.watch.Scrubber;
import org.barscancel.runtime.watch.SensitiveSettings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** What the console's pages show and do, beyond what the interface of machines needs. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {
    @Bean
    @DependsOnDatabaseInitialization
    LedgerOverview ledgerOverview(DataSource dataSource) {
        return new LedgerOverview(dataSource);
    }

    @Bean
    @DependsOnDatabaseInitialization
    LedgerPages ledgerPages(DataSource dataSource, ConfigurableEnvironment environment) {
        return new LedgerPages(dataSource, DemoProfile.isOn(environment));
    }

    /** A page whose template fails in its middle is none: what a browser is shown instead must not stand below half of it. */
    @Bean
    SmartInitializingSingleton wholePages(ThymeleafViewResolver pages) {
        return () -> pages.setProducePartialOutputWhileProcessing(false);
    }

    @Bean
    FarSideStates consoleFarSides(Circuits circuits, Receivers receivers) {
        return new ConsoleFarSides(circuits, receivers.circuits());
    }

    @Bean
    Replaying consoleReplays(
            CamelContext camelContext,
            ReplayOneCall replayOneCall,
            ReplayGroupCall replayGroupCall,
            ResubmitCall resubmitCall,
            DiscardOneCall discardOneCall,
            ReplayGroupCall discardGroupCall,
            ObjectMapper messageMapper) {
        return new ConsoleReplays(
                camelContext,
                replayOneCall,
                replayGroupCall,
                resubmitCall,
                discardOneCall,
                discardGroupCall,
                messageMapper);
    }

    @Bean
    Rehearsing consoleRehearsals(CamelContext camelContext, Ledger ledger, LedgerQueries ledgerQueries, Audit audit) {
        return new ConsoleRehearsals(camelContext, ledger, ledgerQueries, audit);
    }

    @Bean
    RehearsedLists rehearsedLists(BarsSettings settings, Claims claims, SealedFiles sealedFiles, Clock clock) {
        return new RehearsedLists(HomeFolders.files(settings), claims, sealedFiles, clock);
    }

    @Bean
    BulkLists consoleLists(
            BarsSettings settings,
            Doors doors,
            Spool spool,
            CalledFiles calledFiles,
            RehearsedLists rehearsedLists,
            HttpFiled httpFiled,
            LedgerQueries ledgerQueries) {
        return new ConsoleLists(doors, spool, calledFiles, rehearsedLists, httpFiled, ledgerQueries, settings.dryRun());
    }

    /** Of the very program that runs, without its secrets. */
    @Bean
    DoctorRuns doctorRuns(
            BarsSettings settings,
            ConfigurableEnvironment environment,
            SslBundles sslBundles,
            FarSides farSides,
            Identities identities,
            Clock clock) {
        DoctorSubject subject = new DoctorSubject(settings, environment, sslBundles, farSides, identities, clock);
        return new DoctorRuns(() -> examined(subject), clock);
    }

    private static List<Finding> examined(DoctorSubject subject) throws InterruptedException {
        UnaryOperator<String> scrubber = new Scrubber(
                new LinkedHashSet<>(SensitiveSettings.of(subject.environment()).values()))::scrubbed;
        return Examination.of(DoctorChecks.of(subject, null)).stream()
                .map(found -> new Finding(
                        found.check(),
                        found.verdict(),
                        scrubber.apply(found.what()),
                        scrubber.apply(found.nextAction())))
                .toList();
    }
}
