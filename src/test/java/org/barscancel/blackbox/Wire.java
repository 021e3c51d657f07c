package org.barscancel.blackbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to something, which can be cut: open connections break then, and new ones are refused. */
final class Wire implements AutoCloseable {
    private final int port;
    private final int target;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean whole;

    /**
     * A whole one.
     *
     * @param target the port on this machine that it leads to
     */
    Wire(int target) {
        this.target = target;
        this.port = FreePort.any();
        mend();
    }

    /** The port on this machine to connect to. */
    int port() {
        return port;
    }

    /** Lets connections be made again, if it is cut. */
    void mend() {
        if (whole) {
            return;
        }
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            open.add(door);
            whole = true;
            run(() -> accept(door));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    void cut() {
        whole = false;
        open.forEach(Wire::end);
        open.clear();
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket door) {
        try {
            while (whole) {
                Socket here = door.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(here);
                open.add(there);
                run(() -> pass(here, there));
                run(() -> pass(there, here));
                if (!whole) {
                    cut();
                }
            }
        } catch (IOException cut) {
            end(door);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // The other end hears of it below.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Closeable connection) {
        try {
            connection.close();
        } catch (IOException already) {
            // It is closed all the same.
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
