package org.barscancel.runtime.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.barscancel.fuzz.Holds;

/** A stream of MLLP frames in packets of any size; the first byte of an input is the size. */
public final class MllpFramesFuzz {
    private static final int MOST_BYTES = 64;

    private MllpFramesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int packet = 1 + (input[0] & 0x1F);
        Holds.that(
                frames(input, packet).equals(frames(input, input.length)),
                "Frames depend on how the network cuts the stream");
    }

    private static List<String> frames(byte[] input, int packet) {
        EmbeddedChannel channel = new EmbeddedChannel(new MllpFrames(MOST_BYTES, Duration.ofMinutes(1)));
        List<String> frames = new ArrayList<>();
        for (int from = 1; from < input.length && channel.isOpen(); from += packet) {
            channel.writeInbound(Unpooled.copiedBuffer(input, from, Math.min(packet, input.length - from)));
            for (ByteBuf frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
                Holds.that(frame.readableBytes() <= MOST_BYTES + 4, "A frame is too large");
                frames.add(frame.toString(StandardCharsets.ISO_8859_1));
                frame.release();
            }
        }
        channel.finishAndReleaseAll();
        return frames;
    }
}
