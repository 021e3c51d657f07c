package org.barscancel.blackbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A legacy system that sends HL7 v2 by MLLP: a plain socket, and a framing that knows nothing of the program's. */
public final class MllpClient implements AutoCloseable {
    private static final int VT = 0x0B;
    private static final int FS = 0x1C;
    private static final int CR = 0x0D;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    /** Connects to a port of this machine. */
    public MllpClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Uses a connection, which may be encrypted. */
    public MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A cancellation, SIU^S15, whose appointment's id is in SCH-1. */
    public static String cancellation(String controlId, String appointmentId) {
        return "MSH|^~\\&|PAS|RXX|TIE|BARS|20261122115900||SIU^S15^SIU_S12|" + controlId + "|P|2.4\r" + "SCH|"
                + appointmentId + "|A-2\r";
    }

    /** A message in its frame. */
    public static byte[] frame(String message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(VT);
        frame.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        frame.write(FS);
        frame.write(CR);
        return frame.toByteArray();
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a message and waits for its acknowledgement. */
    public String send(String message) throws IOException {
        write(frame(message));
        return acknowledgement();
    }

    /** The next acknowledgement, which must come. */
    public String acknowledgement() throws IOException {
        if (next() != VT) {
            throw new IOException("The answer does not start as a frame does");
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int now = next(); now != FS; now = next()) {
            answer.write(now);
        }
        if (next() != CR) {
            throw new IOException("The answer does not end as a frame does");
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** Whether the other side has closed the connection; waits for that or for a byte. */
    public boolean isClosedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private int next() throws IOException {
        int now = in.read();
        if (now < 0) {
            throw new EOFException("The connection was closed before the answer was whole");
        }
        return now;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
