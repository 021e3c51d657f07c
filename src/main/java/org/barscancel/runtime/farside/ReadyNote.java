package org.barscancel.runtime.farside;

import java.net.URI;
import java.nio.file.Path;
import org.barscancel.BarsSettings;
import org.barscancel.runtime.start.HomeFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says, once the program is ready, where it takes requests and whom it calls. */
final class ReadyNote implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyNote.class);

    private final BarsSettings settings;
    private final FarSides farSides;

    ReadyNote(BarsSettings settings, FarSides farSides) {
        this.settings = settings;
        this.farSides = farSides;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (settings.dryRun()) {
            LOG.warn(
                    "DRY RUN: bars.dry-run is set, so nothing is cancelled. Requests are read and decided, their results"
                            + " show what would be written, and nothing is written to any provider or registry.");
        }
        Path home = HomeFolders.files(settings);
        LOG.info("Takes files from {} and answers in {}", home.resolve("inbox"), home.resolve("results"));
        LOG.info("Takes messages from queue {} of {}", settings.queue().cancellations(), broker());
        tell("Provider", farSides.usual());
        farSides.named().forEach((name, pair) -> tell("Provider " + name, pair));
    }

    private static void tell(String provider, FarSides.Pair pair) {
        LOG.info(
                "{} {}, {} {} (pointers: {})",
                provider,
                shown(pair.provider().baseUrl()),
                pair.registry().name(),
                shown(pair.registry().baseUrl()),
                pair.pointers().action());
    }

    private String broker() {
        if (!settings.broker().isEmbedded()) {
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
