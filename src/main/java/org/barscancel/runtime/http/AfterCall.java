package org.barscancel.runtime.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is done once a call has been answered, which may be on another thread and later. */
final class AfterCall implements AsyncListener {
    private final Action action;

    private AfterCall(Action action) {
        this.action = action;
    }

    /** What is done. */
    interface Action {
        void run() throws IOException;
    }

    /** Has a file deleted then, if it is still there. */
    static void delete(Path file, HttpServletRequest request) throws IOException {
        of(request, () -> Files.deleteIfExists(file));
    }

    /** Does it then, or now if the call is over. */
    static void of(HttpServletRequest request, Action action) throws IOException {
        if (request.isAsyncStarted()) {
            try {
                request.getAsyncContext().addListener(new AfterCall(action));
                return;
            } catch (IllegalStateException over) {
                // It ended between the two lines.
            }
        }
        action.run();
    }

    @Override
    public void onComplete(AsyncEvent event) throws IOException {
        action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // The call is completed after it.
    }

    @Override
    public void onError(AsyncEvent event) {
        // The call is completed after it.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
