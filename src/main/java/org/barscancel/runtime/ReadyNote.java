package org.barscancel.runtime;

import java.net.URI;
import java.nio.file.Path;
import org.barscancel.BarsSettings;
import org.barscancel.bars.FarSide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says, once the program is ready, where it takes requests and whom it calls. */
final class ReadyNote implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyNote.class);

    private final BarsSettings settings;
    private final FarSide provider;
    private final FarSide registry;

    ReadyNote(BarsSettings settings, FarSide provider, FarSide registry) {
        this.settings = settings;
        this.provider = provider;
        this.registry = registry;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Path home = LedgerConfiguration.home(settings);
        LOG.info("Takes files from {} and answers in {}", home.resolve("inbox"), home.resolve("results"));
        LOG.info("Takes messages from queue {} of {}", settings.queue().cancellations(), broker());
        LOG.info(
                "Provider {}, registry {} (pointers: {})",
                shown(provider.baseUrl()),
                shown(registry.baseUrl()),
                settings.registry().action());
    }

    private String broker() {
        if (settings.broker().url() != null) {
            return "the configured broker";
        }
        return settings.broker().listen().isBlank()
                ? "the embedded broker, which takes no clients"
                : "the embedded broker at " + settings.broker().listen();
    }

    /** Without whatever an address may carry of credentials. */
    private static String shown(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
    }
}
