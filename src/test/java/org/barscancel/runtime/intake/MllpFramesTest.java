package org.barscancel.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.camel.component.hl7.HL7MLLPNettyDecoderFactory;
import org.junit.jupiter.api.Test;

/** Frames as camel-hl7's decoder gets them, and what it makes of them. */
class MllpFramesTest {
    private static final String START = "\u000B";
    private static final String END = "\u001C\r";
    private static final int MOST = 100;

    private final EmbeddedChannel channel = channel();

    @Test
    void bytesArriveAsTheyWereSent() {
        byte[] latin = {0x0B, 'M', (byte) 0xE9, (byte) 0xFF, '\n', 0x1C, 0x0D};

        channel.writeInbound(Unpooled.wrappedBuffer(latin));

        assertThat((byte[]) channel.readInbound()).containsExactly('M', 0xE9, 0xFF, '\n');
    }

    @Test
    void severalMessagesInOnePacketComeOneAfterAnother() {
        write(START + "one" + END + START + "two" + END + START + "th");
        assertThat(messages()).containsExactly("one", "two");

        write("ree" + END);
        assertThat(messages()).containsExactly("three");
    }

    @Test
    void whatStandsOutsideOfFramesIsSkipped() {
        write("GET / HTTP/1.1\r\n\r\n" + START + "one" + END + "\n\n" + START + "two" + END + "rest" + END);

        assertThat(messages()).containsExactly("one", "two");
        assertThat(channel.isOpen()).isTrue();
    }

    /** Camel's decoder alone would take both for one message. */
    @Test
    void aFrameThatWasBrokenOffIsNoPartOfTheNextOne() {
        write(START + "MSH|half of o" + START + "MSH|one" + END);

        assertThat(messages()).containsExactly("MSH|one");
    }

    @Test
    void anEndByteAloneEndsNothing() {
        write(START + "o\u001Cn\re" + END);

        assertThat(messages()).containsExactly("o\u001Cn\re");
    }

    @Test
    void aMessageAsLargeAsAllowedIsWhole() {
        write(START + "x".repeat(MOST) + END);

        assertThat(messages()).containsExactly("x".repeat(MOST));
    }

    @Test
    void aLargerMessageIsToldAtOnceAndItsRestSkipped() {
        write(START + "x".repeat(MOST + 5));
        assertThat(messages()).containsExactly("x".repeat(MOST + 1));

        write("x".repeat(3 * MOST) + END + START + "next" + END);
        assertThat(messages()).containsExactly("next");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aSenderThatNeverEndsItsMessageIsCutOff() {
        write(START);
        for (int i = 0; i < 70 && channel.isOpen(); i++) {
            write("x".repeat(MOST));
        }

        assertThat(channel.isOpen()).isFalse();
        assertThat(messages()).containsExactly("x".repeat(MOST + 1));
    }

    @Test
    void anIdleConnectionIsClosed() {
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_READER_IDLE_STATE_EVENT);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aMessageThatTricklesInIsCutOffHoweverSteadilyItComes() {
        channel.freezeTime();
        write(START);
        for (int i = 0; i < 59; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            write("x");
        }
        assertThat(channel.isOpen()).isTrue();

        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(messages()).isEmpty();
    }

    @Test
    void aSenderThatWaitsBetweenMessagesIsNotCutOff() {
        channel.freezeTime();
        write(START + "one" + END);
        channel.advanceTimeBy(10, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();

        write(START + "two" + END);
        assertThat(messages()).containsExactly("one", "two");
    }

    @Test
    void whoDoesNotTakeItsAcknowledgementsIsNotReadFromUntilItDoes() {
        channel.write(Unpooled.buffer(1 << 20).writeZero(1 << 20));
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.flush();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aConnectionThatEndsInTheMiddleOfAFrameLeavesNothing() {
        write(START + "half");
        channel.finish();

        assertThat(messages()).isEmpty();
    }

    @Property(tries = 200)
    void packetsOfAnySizeMakeTheSameMessages(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = MOST) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 40) int packet) {
        List<String> sent = lengths.stream().map("m"::repeat).toList();
        byte[] bytes = (START + String.join(END + START, sent) + END).getBytes(StandardCharsets.ISO_8859_1);
        EmbeddedChannel fresh = channel();

        for (int from = 0; from < bytes.length; from += packet) {
            fresh.writeInbound(
                    Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + packet))));
        }

        assertThat(messages(fresh)).isEqualTo(sent);
    }

    /** Each byte is looked at once, so a message that dribbles in costs no more than one that comes at once. */
    @Test
    void aMessageOfAMebibyteMayComeByteByByte() {
        int size = 1 << 20;
        EmbeddedChannel fresh = new EmbeddedChannel(new MllpFrames(size, Duration.ofMinutes(1)));
        fresh.writeInbound(Unpooled.copiedBuffer(START, StandardCharsets.ISO_8859_1));
        for (int i = 0; i < size; i++) {
            fresh.writeInbound(Unpooled.wrappedBuffer(new byte[] {'x'}));
        }
        fresh.writeInbound(Unpooled.copiedBuffer(END, StandardCharsets.ISO_8859_1));

        ByteBuf frame = fresh.readInbound();
        assertThat(frame.readableBytes()).isEqualTo(size + 3);
        frame.release();
    }

    private void write(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private List<String> messages() {
        return messages(channel);
    }

    private static List<String> messages(EmbeddedChannel channel) {
        List<String> messages = new ArrayList<>();
        for (byte[] next = channel.readInbound(); next != null; next = channel.readInbound()) {
            messages.add(new String(next, StandardCharsets.ISO_8859_1));
        }
        return messages;
    }

    private static EmbeddedChannel channel() {
        HL7MLLPNettyDecoderFactory decoder = new MllpConfiguration().mllpDecoder();
        return new EmbeddedChannel(new MllpFrames(MOST, Duration.ofMinutes(1)), decoder.newChannelHandler());
    }
}
