package org.barscancel.runtime.notice;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.barscancel.NoticesSettings;
import org.barscancel.notice.Kind;
import org.barscancel.notice.Reason;
import org.barscancel.notice.Trouble;
import org.barscancel.runtime.broker.DiskHealth;
import org.barscancel.runtime.circuit.CircuitState;
import org.barscancel.runtime.circuit.CircuitView;
import org.barscancel.runtime.circuit.Circuits;
import org.springframework.boot.info.SslInfo;

/** What this instance sees of its own that needs a person: what the ledger cannot tell. Used by one thread. */
final class OwnTroubles {
    private final NoticesSettings settings;
    private final List<Circuits> circuits;
    private final MeterRegistry meters;
    private final SslInfo certificates;
    private final DiskHealth disk;
    private final Map<String, Double> tokensFailed = new HashMap<>();

    OwnTroubles(
            NoticesSettings settings,
            List<Circuits> circuits,
            MeterRegistry meters,
            SslInfo certificates,
            DiskHealth disk) {
        this.settings = settings;
        this.circuits = List.copyOf(circuits);
        this.meters = meters;
        this.certificates = certificates;
        this.disk = disk;
    }

    /** What there is at this moment. */
    List<Trouble> look(Instant now) {
        List<Trouble> seen = new ArrayList<>();
        circuits.forEach(all -> all.all().forEach((name, circuit) -> {
            CircuitView view = circuit.view();
            if (view.state() != CircuitState.CLOSED) {
                seen.add(new Trouble(new Reason(Kind.PAUSED, name), view.since(), 1));
            }
        }));
        tokens(seen, now);
        certificates(seen, now);
        if (disk.free() < settings.diskFree().toBytes()) {
            seen.add(new Trouble(new Reason(Kind.DISK, ""), now, 1));
        }
        messages(seen, "dead", Kind.DEAD, now);
        messages(seen, "undelivered", Kind.UNDELIVERED, now);
        return seen;
    }

    /** Calls that failed for want of a token since the last look. */
    private void tokens(List<Trouble> seen, Instant now) {
        meters.find("bars.tokens.failed").counters().forEach(counter -> {
            String farSide = Objects.requireNonNull(counter.getId().getTag("farSide"));
            double count = counter.count();
            Double before = tokensFailed.put(farSide, count);
            if (count > (before == null ? 0 : before)) {
                seen.add(new Trouble(new Reason(Kind.TOKEN, farSide), now, 1));
            }
        });
    }

    private void certificates(List<Trouble> seen, Instant now) {
        for (SslInfo.BundleInfo bundle : certificates.getBundles()) {
            bundle.getCertificateChains().stream()
                    .flatMap(chain -> chain.getCertificates().stream())
                    .map(SslInfo.CertificateInfo::getValidityEnds)
                    .flatMap(Stream::ofNullable)
                    .min(Instant::compareTo)
                    .filter(end -> end.minus(settings.certificateBefore()).isBefore(now))
                    .ifPresent(end -> seen.add(new Trouble(
                            new Reason(Kind.CERTIFICATE, bundle.getName()),
                            end.minus(settings.certificateBefore()),
                            Math.max(0, Duration.between(now, end).toDays()))));
        }
    }

    /** Of the embedded broker only: another one is not counted, and has its own means. */
    private void messages(List<Trouble> seen, String queue, Kind kind, Instant now) {
        meters.find("bars.queue.messages").tag("queue", queue).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .filter(count -> count >= 1)
                .max()
                .ifPresent(count -> seen.add(new Trouble(new Reason(kind, ""), now, (long) count)));
    }
}
