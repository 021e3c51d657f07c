package org.barscancel.runtime.intake;

import io.netty.channel.ChannelHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.component.hl7.HL7MLLPNettyDecoderFactory;
import org.apache.camel.component.hl7.HL7MLLPNettyEncoderFactory;
import org.apache.camel.component.netty.ChannelHandlerFactory;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;
import org.barscancel.BarsSettings;
import org.barscancel.Hl7Settings;
import org.barscancel.hl7.Hl7Acknowledgement;
import org.barscancel.hl7.Hl7Reader;
import org.barscancel.intake.Hl7Feeds;
import org.barscancel.intake.Hl7Intake;
import org.barscancel.intake.MllpIntake;
import org.barscancel.request.Lookups;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HL7 v2: its feeds, and the door for MLLP. */
@Configuration(proxyBeanMethods = false)
class MllpConfiguration {
    /** Of a control id (MSH-10), which has room for so many up to version 2.6. */
    private static final int CONTROL_ID_LENGTH = 20;

    @Bean
    Hl7Feeds hl7Feeds(BarsSettings settings, Lookups lookups) {
        return FeedSettings.feeds(settings.hl7(), lookups);
    }

    @Bean
    Hl7Reader hl7Reader(BarsSettings settings, Lookups lookups) {
        return new Hl7Reader(mostBytes(settings), lookups);
    }

    @Bean
    Hl7Intake hl7Intake(Hl7Feeds hl7Feeds, Hl7Reader hl7Reader, Clock clock) {
        return new Hl7Intake(hl7Feeds, hl7Reader, clock);
    }

    @Bean
    MllpIntake mllpIntake(BarsSettings settings, Hl7Feeds hl7Feeds, Hl7Reader hl7Reader, Clock clock) {
        return new MllpIntake(hl7Feeds, hl7Reader, mostBytes(settings), clock);
    }

    @Bean
    Hl7Acknowledgement hl7Acknowledgement(Clock clock) {
        return new Hl7Acknowledgement(
                clock, () -> UUID.randomUUID().toString().replace("-", "").substring(0, CONTROL_ID_LENGTH));
    }

    @Bean
    MllpAnswers mllpAnswers(Hl7Acknowledgement hl7Acknowledgement) {
        return new MllpAnswers(hl7Acknowledgement, System::nanoTime);
    }

    @Bean
    MllpListeners mllpListeners(BarsSettings settings, SslBundles sslBundles) {
        return new MllpListeners(settings.hl7().feeds(), sslBundles);
    }

    @Bean
    MllpConnections mllpConnections(BarsSettings settings) {
        return new MllpConnections(
                settings.hl7().maxConnections(),
                settings.hl7().maxConnectionsPerAddress(),
                Math.toIntExact(settings.hl7().feeds().values().stream()
                        .map(Hl7Settings.Feed::port)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()));
    }

    @Bean
    ChannelHandlerFactory mllpIdle(BarsSettings settings) {
        long millis = settings.hl7().idleTimeout().toMillis();
        return each(() -> new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
    }

    @Bean
    ChannelHandlerFactory mllpFrames(BarsSettings settings) {
        int mostBytes = mostBytes(settings);
        Duration longest = settings.hl7().frameTimeout();
        return each(() -> new MllpFrames(mostBytes, longest));
    }

    /** Bytes, since each message names its own character set. */
    @Bean
    HL7MLLPNettyDecoderFactory mllpDecoder() {
        HL7MLLPNettyDecoderFactory decoder = new HL7MLLPNettyDecoderFactory();
        decoder.setProduceString(false);
        return decoder;
    }

    @Bean
    HL7MLLPNettyEncoderFactory mllpEncoder() {
        return new HL7MLLPNettyEncoderFactory();
    }

    private static int mostBytes(BarsSettings settings) {
        return Math.toIntExact(settings.limits().requestBytes().toBytes());
    }

    private static ChannelHandlerFactory each(Supplier<ChannelHandler> handlers) {
        return new DefaultChannelHandlerFactory() {
            @Override
            public ChannelHandler newChannelHandler() {
                return handlers.get();
            }
        };
    }
}
